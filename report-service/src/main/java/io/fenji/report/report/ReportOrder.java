package io.fenji.report.report;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.report.definition.Comparison;
import io.fenji.report.definition.Definition;
import io.fenji.report.definition.Sections;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a report is about, settled when it was asked for: a definition that changes later changes no report.
///
/// @param definition it came from, null for none
/// @param sections keys of those it has; null, in orders of earlier versions, for all
/// @param comparedWith null for the previous run
@RegisterForReflection
record ReportOrder(
        @Nullable UUID definition,
        String scheme,
        String language,
        @Nullable List<String> sections,
        @Nullable Comparison comparedWith) {

    /// That of a definition.
    ///
    /// @throws ProblemException 400 when the request says more than which definition
    static ReportOrder of(Definition definition, ReportRequest request) {
        if (request.scheme() != null
                || request.language() != null
                || request.audience() != null
                || request.sections() != null
                || request.comparedWith() != null) {
            throw ProblemException.at(
                    CommonProblem.INVALID_REQUEST,
                    "/definition",
                    "AMBIGUOUS",
                    "Give either a definition or what would stand in one");
        }
        return of(definition);
    }

    /// That of a definition as it stands.
    static ReportOrder of(Definition definition) {
        return new ReportOrder(
                definition.id(),
                definition.scheme(),
                definition.language(),
                List.copyOf(Sections.of(definition.sections(), definition.audience())),
                definition.comparedWith());
    }

    /// That of a request without a definition.
    ///
    /// @throws ProblemException 400 when scheme or language are missing, or a section is not one
    static ReportOrder of(ReportRequest request) {
        Sections.check(request.sections());
        return new ReportOrder(
                null,
                required("scheme", request.scheme()),
                required("language", request.language()),
                List.copyOf(Sections.of(request.sections(), request.audience())),
                request.comparedWith());
    }

    Comparison comparison() {
        return Objects.requireNonNullElse(comparedWith, Comparison.PREVIOUS);
    }

    private static String required(String name, @Nullable String value) {
        if (value == null) {
            throw ProblemException.at(
                    CommonProblem.INVALID_REQUEST, "/" + name, "REQUIRED", "must be given without a definition");
        }
        return value;
    }
}
