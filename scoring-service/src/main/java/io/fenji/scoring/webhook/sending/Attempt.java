package io.fenji.scoring.webhook.sending;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a request ended.
///
/// @param status null when there was no answer
/// @param failure null when there was one
/// @param retryAfter how long the receiver wants to be left alone
public record Attempt(
        @Nullable Integer status,
        @Nullable Failure failure,
        Duration duration,
        @Nullable Duration retryAfter) {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /// Why there was no answer.
    public enum Failure {
        /// The URL or an address of its host may not be called.
        FORBIDDEN_ADDRESS,
        /// The host has no address.
        UNKNOWN_HOST,
        /// No connection, or no TLS that can be trusted.
        CONNECTION_FAILED,
        /// The connection ended before the answer.
        CONNECTION_CLOSED,
        TIMEOUT
    }

    /// Any 2xx; a redirect is none, and is not followed.
    public boolean succeeded() {
        return status != null && status / 100 == 2;
    }

    /// The receiver never wants to hear of us again.
    public boolean gone() {
        return status != null && status == GONE;
    }

    /// The receiver wants fewer requests.
    public boolean throttled() {
        return status != null && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE);
    }
}
