package io.fenji.scoring.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/// What to evaluate.
///
/// @param calibrate whether to calibrate anew first; null means no
@RegisterForReflection
public record TierRunRequest(
        @NotNull String scheme, @Nullable Boolean calibrate) {
    boolean calibrates() {
        return Boolean.TRUE.equals(calibrate);
    }
}
