package io.fenji.engine.scheme;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An ordered level of a scheme.
///
/// @param name by language tag
/// @param enter score from which a customer enters, with the cut `score` only; null in the lowest
///     tier, which takes everyone else
/// @param leave score below which a customer who has this tier or a higher one loses it; null means
///     `enter`
public record Tier(
        String key,
        Map<String, String> name,
        @Nullable BigDecimal enter,
        @Nullable BigDecimal leave) {

    public Tier {
        name = Map.copyOf(name);
    }
}
