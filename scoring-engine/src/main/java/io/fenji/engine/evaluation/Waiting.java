package io.fenji.engine.evaluation;

/// Why a customer is not, or not yet, in the tier that the cut gives.
public enum Waiting {
    /// A move up comes at the next review.
    UPGRADE_AT_REVIEW,
    /// A move down comes at the next review, if the customer is still below then.
    DOWNGRADE_AT_REVIEW,
    /// The customer entered the tier too recently to leave it.
    MINIMUM_STAY,
    /// The customer has been found below and has some days to recover.
    GRACE,
    /// The renewal condition keeps the tier.
    RENEWED,
    /// A move is made in steps; the next comes on another day.
    STEP,
    /// The version takes effect for the customer at the next review.
    VERSION_AT_REVIEW,
    /// The customer had the tier, or a higher one, when the version took effect, and is not moved down.
    PROTECTED
}
