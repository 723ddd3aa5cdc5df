package io.fenji.report.upstream;

import org.jspecify.annotations.Nullable;

/// The other service could not be reached, or answered something that is no use.
public final class UpstreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UpstreamException(String service, Throwable cause) {
        super("%s: %s".formatted(service, reason(cause)), cause);
    }

    private static String reason(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        return failure.getMessage() == null && cause != null ? cause.toString() : failure.toString();
    }
}
