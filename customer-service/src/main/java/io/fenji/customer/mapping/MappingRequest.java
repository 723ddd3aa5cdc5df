package io.fenji.customer.mapping;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mapping document as sent: any of it may be missing. [#toMapping] checks the shape, [MappingVerifier] the meaning.
@RegisterForReflection
public record MappingRequest(
        @Nullable ImportType type,
        @Nullable String description,
        @Nullable String source,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable String decimalSeparator,
        @Nullable String sheet,
        @Nullable List<Mapping.@Nullable Column> columns,
        @Nullable Map<String, String> defaults,
        @Nullable List<String> ignoredColumns,
        @Nullable List<Mapping.@Nullable SkipRule> skip,
        Mapping.@Nullable MarkRule returns,
        Mapping.@Nullable MarkRule cancellations) {

    Mapping toMapping() {
        List<FieldError> missing = new ArrayList<>();
        require(missing, "/type", type);
        require(missing, "/source", source);
        require(missing, "/columns", columns);
        List<Mapping.Column> complete = new ArrayList<>();
        for (int i = 0; columns != null && i < columns.size(); i++) {
            Mapping.@Nullable Column column = columns.get(i);
            require(missing, "/columns/%d/column".formatted(i), column == null ? null : column.column());
            require(missing, "/columns/%d/field".formatted(i), column == null ? null : column.field());
            if (column != null) {
                complete.add(column);
            }
        }
        List<Mapping.SkipRule> rules = new ArrayList<>();
        for (int i = 0; skip != null && i < skip.size(); i++) {
            Mapping.@Nullable SkipRule rule = skip.get(i);
            require(missing, "/skip/%d/column".formatted(i), rule == null ? null : rule.column());
            require(missing, "/skip/%d/values".formatted(i), rule == null ? null : rule.values());
            if (rule != null) {
                rules.add(rule);
            }
        }
        if (!missing.isEmpty() || type == null || source == null) {
            throw new ProblemException(
                    CommonProblem.INVALID_REQUEST,
                    "The document lacks %s".formatted(missing.getFirst().pointer()),
                    missing);
        }
        return new Mapping(
                type,
                description,
                source,
                encoding,
                delimiter,
                quote,
                decimalSeparator,
                sheet,
                List.copyOf(complete),
                defaults,
                ignoredColumns,
                skip == null ? null : List.copyOf(rules),
                returns,
                cancellations);
    }

    private static void require(List<FieldError> missing, String pointer, @Nullable Object value) {
        if (value == null) {
            missing.add(new FieldError(pointer, "REQUIRED", "must be given"));
        }
    }
}
