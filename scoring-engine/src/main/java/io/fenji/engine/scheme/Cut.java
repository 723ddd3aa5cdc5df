package io.fenji.engine.scheme;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How customers are divided into tiers before rules.
public sealed interface Cut {

    /// `{"type":"score"}`: by the tiers' `enter` thresholds on the score; `leave` holds a customer
    /// who has the tier.
    record Score() implements Cut {}

    /// `{"type":"valueShare","metric":"grossSpend.lifetime","shares":[0.8,0.95]}`: the customers
    /// that make the first 80 % of the metric's total are in the first tier, those up to 95 % in
    /// the second, the others in the last. One share fewer than tiers, ascending, between 0 and 1.
    ///
    /// A tier includes the customer that crosses its share: what counts is the share made by
    /// customers with a greater value. Equal values get equal tiers, the higher. Values of zero or
    /// below add nothing to the total and are in the last tier, as is an absent value, and everyone
    /// when nobody has a value above zero.
    record ValueShare(String metric, List<BigDecimal> shares) implements Cut {
        public ValueShare {
            shares = List.copyOf(shares);
        }
    }

    /// `{"type":"topShare","shares":[0.2,0.5]}`: the 20 % of the customers with the highest score are
    /// in the first tier, those up to 50 % in the second, the others in the last; with
    /// `"metric":"spend.365d"` by that metric instead of the score. One share fewer than tiers,
    /// ascending, between 0 and 1.
    ///
    /// Equal values get equal tiers: what counts is the share of customers above them and half of
    /// those equal, so that a tier ends at the number of customers nearest to its share. Customers are
    /// the members of the population with a score, or with the metric: who has no score is ineligible,
    /// who has not the metric is in the last tier. Those whom rules exclude count all the same.
    ///
    /// @param metric null for the score
    record TopShare(@Nullable String metric, List<BigDecimal> shares) implements Cut {
        public TopShare {
            shares = List.copyOf(shares);
        }
    }

    /// Whether the score decides.
    default boolean isByScore() {
        return this instanceof Score || (this instanceof TopShare top && top.metric() == null);
    }

    /// `{"type":"rules","otherwise":"normal"}`: tiers come from rules alone.
    record Rules(Otherwise otherwise) implements Cut {}

    /// What a customer gets to whom no rule gives a tier.
    sealed interface Otherwise {

        /// `"otherwise": "normal"`.
        record InTier(String tier) implements Otherwise {}

        /// No `otherwise`: no tier at all.
        record NoTier() implements Otherwise {}
    }
}
