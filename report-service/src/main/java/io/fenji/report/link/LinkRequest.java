package io.fenji.report.link;

import io.fenji.report.report.ArtefactFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link as it is asked for.
@RegisterForReflection
record LinkRequest(
        @NotNull ArtefactFormat format,

        @Nullable @Size(min = 1, max = 200) @Pattern(regexp = "[^\\x00-\\x1f]+", message = "must be one line of text")
        String audience,

        @Nullable Instant expiresAt) {}
