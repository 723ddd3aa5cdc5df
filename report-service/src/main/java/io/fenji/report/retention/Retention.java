package io.fenji.report.retention;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How long reports of a definition are kept.
@RegisterForReflection
record Retention(
        UUID definition,
        @Nullable Integer days,
        @Nullable Integer reports,
        @JsonIgnore long revision) {}
