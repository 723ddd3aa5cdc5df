package io.fenji.engine.evaluation;

/// Where each customer has stood so far, before rules and override: what hysteresis and movement look at. Dates are
/// days since 1970-01-01, or [#NO_DATE].
public interface Stays {

    /// No such date.
    int NO_DATE = Integer.MIN_VALUE;

    /// Nobody has had a tier.
    Stays NONE = new Stays() {
        @Override
        public int tier(int row) {
            return -1;
        }

        @Override
        public int since(int row) {
            return NO_DATE;
        }

        @Override
        public int graceUntil(int row) {
            return NO_DATE;
        }

        @Override
        public int reviewedOn(int row) {
            return NO_DATE;
        }
    };

    /// Position in [io.fenji.engine.scheme.Scheme#tiers()], or anything below 0 for none.
    int tier(int row);

    /// When the customer entered that tier.
    int since(int row);

    /// When a move down comes unless the customer recovers before.
    int graceUntil(int row);

    /// The last review; at first when the customer entered.
    int reviewedOn(int row);

    /// The tier after rules that the customer had when the version took effect, as long as it is
    /// [kept][ExistingTiers]; below 0 for none.
    default int keptTier(int row) {
        return -1;
    }
}
