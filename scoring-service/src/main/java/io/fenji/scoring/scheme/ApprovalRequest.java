package io.fenji.scoring.scheme;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Who submits, approves or rejects a draft.
///
/// @param author the one who does it
@RegisterForReflection
public record ApprovalRequest(
        @NotBlank @Size(max = 200) String author,
        @Size(max = 1000) @Nullable String comment) {}
