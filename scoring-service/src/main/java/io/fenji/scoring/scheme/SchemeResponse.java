package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scheme with its versions in short, newest first.
///
/// @param inForceVersion the version that the current tiers come from
@RegisterForReflection
public record SchemeResponse(
        String key,
        JsonNode name,
        @Nullable Integer activeVersion,
        @Nullable Integer inForceVersion,
        List<VersionSummary> versions) {

    /// A version without its document.
    @RegisterForReflection
    public record VersionSummary(
            int version,
            VersionState state,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant activatedAt,
            @Nullable Instant retiredAt) {}
}
