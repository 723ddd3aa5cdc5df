package io.fenji.scoring.webhook;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tier change as filters see it.
///
/// @param directions one; UP and DOWN when the version does not have the tier that the customer comes from
public record TierMove(
        String scheme, @Nullable String from, @Nullable String to, Set<Direction> directions) {
    public TierMove {
        directions = Set.copyOf(directions);
    }
}
