package io.fenji.engine.scheme;

/// A condition that assigns, floors, caps or excludes. Order of effects, whatever the order in the
/// document: a hit `exclude` ends it; the first hit `assign` replaces the tier; the highest hit
/// `floor` lifts; the lowest hit `cap` comes last. To a floor a customer without tier is below the
/// lowest one; a cap leaves such a customer alone.
///
/// @param viaMovement whether the movement policy comes after the rule, as after the cut: the rule changes what the
///     policy moves the customer to
public record Rule(String key, Condition when, Effect effect, boolean viaMovement) {

    /// What a rule does where its condition is true.
    public sealed interface Effect {

        /// `"assign": "diamond"`.
        record Assign(String tier) implements Effect {}

        /// `"floor": "silver"`: at least this tier.
        record Floor(String tier) implements Effect {}

        /// `"cap": "gold"`: at most this tier.
        record Cap(String tier) implements Effect {}

        /// `"exclude": true`: no tier in this scheme.
        record Exclude() implements Effect {}
    }
}
