package io.fenji.customer.imports;

import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far an import is. Only reading has a rate (bytes a second) and a time left: the phases after it are a statement
/// each, whose pace nobody knows.
@RegisterForReflection
record ImportProgress(
        @Nullable String phase,
        long done,
        @Nullable Long total,
        @Nullable Long rate,
        @Nullable Long secondsLeft) {
    static final String READING = "reading";

    static ImportProgress from(Operation operation, Instant now) {
        Operation.Progress progress = operation.progress();
        Instant started = operation.startedAt();
        Long total = progress.total();
        long millis = started == null ? 0 : Duration.between(started, now).toMillis();
        if (operation.state() != OperationState.RUNNING
                || !READING.equals(progress.phase())
                || total == null
                || millis <= 0
                || progress.done() == 0) {
            return new ImportProgress(progress.phase(), progress.done(), total, null, null);
        }
        long rate = Math.max(1, progress.done() * 1000 / millis);
        long left = Math.ceilDiv(Math.max(total - progress.done(), 0), rate);
        return new ImportProgress(progress.phase(), progress.done(), total, rate, left);
    }
}
