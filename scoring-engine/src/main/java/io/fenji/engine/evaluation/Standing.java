package io.fenji.engine.evaluation;

/// Where a customer stands in a scheme.
public sealed interface Standing {

    Score score();

    /// In a tier.
    record Tiered(String tier, Score score) implements Standing {}

    /// In none, and why. Outside the population there is no score either.
    record Untiered(Reason reason, Score score) implements Standing {}

    /// Why a customer has no tier.
    enum Reason {
        /// The population's condition is not true.
        OUTSIDE_POPULATION(-1),
        /// An `exclude` rule hit.
        EXCLUDED(-2),
        /// A value that a criterion insists on is missing (whatever the cut), or a cut by score has
        /// nothing left to score, and no rule gives a tier.
        INELIGIBLE(-3),
        /// The cut is `rules` without `otherwise`, and no rule gives a tier.
        NO_RULE_HIT(-4);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /// How [Evaluation#tierCode(int)] says it: -1 and below.
        public int code() {
            return code;
        }

        /// The reason of a code.
        ///
        /// @throws IllegalArgumentException when there is none
        public static Reason ofCode(int code) {
            for (Reason reason : values()) {
                if (reason.code == code) {
                    return reason;
                }
            }
            throw new IllegalArgumentException("no reason has the code " + code);
        }
    }
}
