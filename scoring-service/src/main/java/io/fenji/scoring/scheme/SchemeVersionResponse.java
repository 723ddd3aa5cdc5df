package io.fenji.scoring.scheme;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of a scheme with its document.
///
/// @param authors who wrote or submitted the draft, as far as they have said so
/// @param approval null when the draft, as it is, has not been submitted
/// @param activation how it was activated last; null for a draft
/// @param revision counts the changes of the row; the entity tag
@RegisterForReflection
public record SchemeVersionResponse(
        String scheme,
        int version,
        VersionState state,
        JsonNode document,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt,
        List<String> authors,
        @Nullable Approval approval,
        @Nullable Activation activation,
        @JsonIgnore long revision) {}
