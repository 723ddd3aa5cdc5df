package io.fenji.engine.scheme;

import io.fenji.engine.scheme.Scale.Better;
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

    /// `{"type":"clusters","features":[{"metric":"spend.365d","transform":"log"},
    /// {"metric":"recencyDays","better":"lower"}],"orderBy":"spend.365d","seed":1}`: customers that are
    /// alike are in the same tier. k-means finds as many clusters as there are tiers; the cluster of the
    /// greatest value is the first tier, and so on. A customer is in the tier of the nearest cluster.
    ///
    /// Distances are Euclidean over the features, each less its mean and divided by its standard
    /// deviation among the members, at most 10,000 of these from the mean. A feature that is the same for
    /// all has the scale 1 and decides nothing. Who is equally far from two clusters is in the higher
    /// tier, so equal customers have equal tiers. The value of a cluster is the mean of its scaled
    /// features, those of which the lower is better with the opposite sign; with `orderBy` the mean of
    /// that metric.
    ///
    /// A customer who lacks a feature is in the last tier and does not count in the estimate. When there
    /// are fewer different customers than tiers, each is a cluster, and the last tiers are for nobody;
    /// when there are none at all, everyone is in the last tier.
    ///
    /// @param features 1 to 20, of different metrics
    /// @param orderBy a metric, a feature or not; null for the mean of the scaled features. Higher is
    ///     better unless it is a feature of which the lower is
    /// @param seed of the random numbers that choose where clusters start
    record Clusters(List<Feature> features, @Nullable String orderBy, int seed) implements Cut {
        public Clusters {
            features = List.copyOf(features);
        }
    }

    /// A metric by which customers are alike or not.
    record Feature(String metric, Transform transform, Better better) {}

    /// What is done to a feature's value before it is scaled.
    enum Transform {
        /// Nothing.
        NONE,
        /// ln(1 + value), of values below zero 0, rounded to four places: for what a few have very much
        /// of.
        LOG
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
