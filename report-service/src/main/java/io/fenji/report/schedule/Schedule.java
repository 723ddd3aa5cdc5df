package io.fenji.report.schedule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When reports are made of a definition.
///
/// @param nextAt null while it is paused
@RegisterForReflection
record Schedule(
        UUID definition,
        String cron,
        String zone,
        boolean paused,
        @Nullable Instant nextAt,
        @Nullable Instant lastSlot,
        @Nullable UUID lastReport,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {}
