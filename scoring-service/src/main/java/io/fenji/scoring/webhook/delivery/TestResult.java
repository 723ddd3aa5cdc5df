package io.fenji.scoring.webhook.delivery;

import io.fenji.scoring.webhook.sending.Attempt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// What came back. The receiver's body is not shown: it may be somebody's else.
@RegisterForReflection
public record TestResult(
        String messageId,
        boolean succeeded,
        @Nullable Integer status,
        @Nullable String error,
        long durationMs) {
    static TestResult of(String messageId, Attempt attempt) {
        return new TestResult(
                messageId,
                attempt.succeeded(),
                attempt.status(),
                attempt.failure() == null ? null : attempt.failure().name(),
                attempt.duration().toMillis());
    }
}
