package io.fenji.report.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stored definition.
@RegisterForReflection
public record Definition(
        UUID id,
        String name,
        String scheme,
        String language,
        @Nullable Audience audience,
        @Nullable List<String> sections,
        @Nullable Comparison comparedWith,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {}
