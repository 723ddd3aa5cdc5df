package io.fenji.engine.evaluation;

import java.math.BigDecimal;

/// A customer's score, if there is one.
public sealed interface Score {

    /// A score.
    ///
    /// @param value 0 to 100, at most four decimals
    record Scored(BigDecimal value) implements Score {}

    /// The scheme has no dimensions, or the customer is outside the population, excluded or
    /// ineligible.
    record Unscored() implements Score {}
}
