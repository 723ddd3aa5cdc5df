package io.fenji.kit.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of every error answer (RFC 9457), `application/problem+json`.
@RegisterForReflection
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable List<FieldError> errors,
        @Nullable String traceId) {
    /// More would help nobody; the contracts say so too.
    private static final int MOST_ERRORS = 1_000;

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemType type, String detail, List<FieldError> errors, @Nullable String traceId) {
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                type.name(),
                errors.isEmpty() ? null : List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_ERRORS))),
                traceId);
    }
}
