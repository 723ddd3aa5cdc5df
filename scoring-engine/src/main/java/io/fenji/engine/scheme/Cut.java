package io.fenji.engine.scheme;

import java.math.BigDecimal;
import java.util.List;

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
