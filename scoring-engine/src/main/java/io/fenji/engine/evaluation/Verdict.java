package io.fenji.engine.evaluation;

import org.jspecify.annotations.Nullable;

/// What an evaluation makes of a single customer.
///
/// @param tier position in [io.fenji.engine.scheme.Scheme#tiers()], or a [Standing.Reason#code()]
/// @param target where the cut, and the rules that come before movement, would have the customer, coded
///     so too
/// @param waiting why that is not where the customer is before the other rules; null when it is
/// @param stay what the next evaluation goes on from
/// @param scaledScore or [Evaluation#NO_SCORE]
public record Verdict(int tier, int target, @Nullable Waiting waiting, Stay stay, long scaledScore) {}
