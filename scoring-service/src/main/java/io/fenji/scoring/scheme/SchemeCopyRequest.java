package io.fenji.scoring.scheme;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// Where to copy a version's document.
///
/// @param key of the new scheme; null for a draft of the same scheme
/// @param author who makes the draft
@RegisterForReflection
public record SchemeCopyRequest(
        @Nullable String key, @Author @Nullable String author) {}
