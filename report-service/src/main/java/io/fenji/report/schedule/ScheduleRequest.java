package io.fenji.report.schedule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A schedule as it is sent.
@RegisterForReflection
record ScheduleRequest(
        @NotNull @Size(max = 200) String cron, @Nullable Boolean paused) {
    boolean isPaused() {
        return Boolean.TRUE.equals(paused);
    }
}
