package io.fenji.kit.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a request, or an operation, with a problem the caller can act on.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldError> errors;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, null);
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    /// A problem with one place in the request.
    public static ProblemException at(ProblemType type, String pointer, String code, String detail) {
        return new ProblemException(type, detail, List.of(new FieldError(pointer, code, detail)));
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(CommonProblem.NOT_FOUND, detail);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Problem toProblem(@Nullable String traceId) {
        return Problem.of(type, String.valueOf(getMessage()), errors, traceId);
    }
}
