package io.fenji.scoring.scheme;

import io.fenji.engine.evaluation.ExistingTiers.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a version's activation does with the tiers that customers have when it takes effect.
///
/// @param existingTiers null means [Mode#APPLY_NOW]
/// @param until the first business date on which nothing is kept any more
@RegisterForReflection
public record Activation(
        @Nullable Mode existingTiers, @Nullable LocalDate until) {
    static final Activation AT_ONCE = new Activation(Mode.APPLY_NOW, null);

    Mode mode() {
        return existingTiers == null ? Mode.APPLY_NOW : existingTiers;
    }

    String inWords() {
        return until == null ? mode().name() : "%s and %s".formatted(mode(), until);
    }
}
