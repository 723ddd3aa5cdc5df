package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.language.Language;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.problem.ScoringProblem;
import java.util.List;

/// Scheme documents as they come in and as they are stored.
public final class Documents {
    private static final int LONGEST_DETAIL = 4000;

    private Documents() {}

    /// @param language of the places' sentences
    /// @throws ProblemException 400 with every place that cannot be read
    static Scheme require(JsonNode document, Language language) {
        return switch (SchemeReader.read(document)) {
            case SchemeReading.Readable readable -> readable.scheme();
            case SchemeReading.Unreadable unreadable ->
                throw problem(
                        ScoringProblem.SCHEME_MALFORMED, "keep it from being read", unreadable.findings(), language);
        };
    }

    /// A document that was read before it was stored.
    static Scheme stored(String document) {
        return switch (SchemeReader.read(document)) {
            case SchemeReading.Readable readable -> readable.scheme();
            case SchemeReading.Unreadable unreadable ->
                throw new IllegalStateException("A stored scheme cannot be read: " + unreadable.findings());
        };
    }

    /// What keeps a document from something, with every place.
    public static ProblemException problem(
            ScoringProblem type, String what, List<Finding> findings, Language language) {
        return problem(type, what, findings, "", language);
    }

    /// The same of a document inside a request.
    ///
    /// @param pointer where it stands
    static ProblemException problem(
            ScoringProblem type, String what, List<Finding> findings, String pointer, Language language) {
        List<FieldError> errors = findings.stream()
                .filter(Finding::isError)
                .map(finding -> new FieldError(pointer + finding.pointer(), finding.code(), finding.in(language)))
                .toList();
        FieldError first = errors.getFirst();
        String detail = "%d places in the document %s; the first, at '%s': %s"
                .formatted(errors.size(), what, first.pointer(), first.detail());
        return new ProblemException(
                type, detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail, errors);
    }
}
