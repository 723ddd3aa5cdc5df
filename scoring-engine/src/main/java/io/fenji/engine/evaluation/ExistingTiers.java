package io.fenji.engine.evaluation;

/// What becomes of the tiers that customers already had when a version took effect. Customers without a tier then, and
/// new ones, follow the version at once whatever this is.
///
/// What is kept is the tier after rules: rules of the new version do not lower it either. Only who leaves the
/// population, or is excluded by a rule, loses it.
///
/// @param until from this day on (since 1970-01-01) nothing is kept; [Stays#NO_DATE] for no date
public record ExistingTiers(Mode mode, int until) {

    /// Nothing is kept.
    public static final ExistingTiers APPLY_NOW = new ExistingTiers(Mode.APPLY_NOW, Stays.NO_DATE);

    /// How tiers are kept.
    public enum Mode {
        /// Not at all.
        APPLY_NOW,
        /// As they are, up to the customer's next review.
        AT_NEXT_REVIEW,
        /// As the least, up to the customer's next review or the day, whichever comes first.
        UPGRADES_ONLY,
        /// As the least, up to the day, whatever reviews come before it.
        PROTECT_UNTIL
    }

    public boolean keeps() {
        return mode != Mode.APPLY_NOW;
    }

    boolean holdOn(int day) {
        return keeps() && (until == Stays.NO_DATE || day < until);
    }

    boolean endAtReview() {
        return mode == Mode.AT_NEXT_REVIEW || mode == Mode.UPGRADES_ONLY;
    }
}
