package io.fenji.engine.scheme;

import org.jspecify.annotations.Nullable;

/// When a customer's tier follows the cut:
/// `{"upgrade":"immediate","downgrade":{"at":"review","graceDays":30,"minStayDays":90,"maxSteps":1,"renewal":{…}}}`.
/// What is not said is at once and without limit. Rules come after it, except those with `viaMovement`.
public record Movement(Upgrade upgrade, Downgrade downgrade) {

    /// The tier follows the cut at once; what an absent `movement` means.
    public static final Movement AT_ONCE =
            new Movement(new Upgrade(When.IMMEDIATE, 0), new Downgrade(When.IMMEDIATE, 0, 0, 0, null));

    /// When a move may be made.
    public enum When {
        /// At any evaluation.
        IMMEDIATE,
        /// At the customer's reviews only.
        REVIEW
    }

    /// Moves to a higher tier.
    ///
    /// @param maxSteps tiers at most per review, or per day with `immediate`, where no step is made on the day that
    ///     the tier was entered; 0 for any number
    public record Upgrade(When at, int maxSteps) {}

    /// Moves to a lower tier.
    ///
    /// @param graceDays days to recover, from the day (or review) that found the customer below: the move
    ///     comes when they are over and the customer is still below; 0 for none
    /// @param minStayDays days after entering a tier, up or down, in which no move down is made; 0 for none
    /// @param maxSteps tiers at most per move, and one move a day; 0 for any number
    /// @param renewal keeps the tier where it is true when the move, or the grace before it, would come
    public record Downgrade(
            When at,
            int graceDays,
            int minStayDays,
            int maxSteps,
            @Nullable Condition renewal) {}

    /// Whether some move waits for a review.
    public boolean waitsForReview() {
        return upgrade.at == When.REVIEW || downgrade.at == When.REVIEW;
    }
}
