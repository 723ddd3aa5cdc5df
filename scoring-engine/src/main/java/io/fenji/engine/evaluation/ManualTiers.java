package io.fenji.engine.evaluation;

import org.jspecify.annotations.Nullable;

/// Tiers that people have given to single customers: they come last and win over everything, rules and population too.
@FunctionalInterface
public interface ManualTiers {

    /// Nobody has been given a tier.
    ManualTiers NONE = row -> null;

    /// A manual tier, as positions in [io.fenji.engine.scheme.Scheme#tiers()], or below 0 for none.
    ///
    /// @param tier exactly this one; the other two do not count then
    /// @param floor at least this one, also for who has none
    /// @param ceiling at most this one, for who has one
    record ManualTier(int tier, int floor, int ceiling) {

        /// The tier that comes of one, both as positions, or below 0 for none.
        public int applyTo(int code) {
            if (tier >= 0) {
                return tier;
            }
            int lifted = floor >= 0 && (code < 0 || floor < code) ? floor : code;
            return lifted < 0 ? lifted : Math.max(lifted, ceiling);
        }
    }

    @Nullable
    ManualTier at(int row);
}
