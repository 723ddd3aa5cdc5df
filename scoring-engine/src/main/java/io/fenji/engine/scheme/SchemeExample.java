package io.fenji.engine.scheme;

import java.math.BigDecimal;
import java.util.Map;

/// A customer and the tier the author expects, checked before activation.
///
/// @param tiers in other schemes, by their keys
public record SchemeExample(
        Map<String, BigDecimal> metrics, Map<String, String> attributes, Map<String, String> tiers, Expected expected) {

    public SchemeExample {
        metrics = Map.copyOf(metrics);
        attributes = Map.copyOf(attributes);
        tiers = Map.copyOf(tiers);
    }

    /// What should come out.
    public sealed interface Expected {

        /// `"tier": "diamond"`.
        record InTier(String tier) implements Expected {}

        /// `"tier": null`: outside the population, excluded, or without tier.
        record NoTier() implements Expected {}
    }
}
