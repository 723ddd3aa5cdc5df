package io.fenji.scoring.webhook.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// From where everything is sent again: one of both.
///
/// @param since changes at this time or later
/// @param sequence the first change
@RegisterForReflection
public record ReplayRequest(
        @Nullable @Size(max = 35) String since,
        @Nullable @Pattern(regexp = "[1-9][0-9]{0,17}") String sequence) {}
