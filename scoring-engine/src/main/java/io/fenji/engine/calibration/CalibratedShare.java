package io.fenji.engine.calibration;

import io.fenji.engine.scheme.Cut;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frozen numbers of a scheme's cut.
public sealed interface CalibratedShare {

    /// The cut takes nothing from the base.
    record NotUsed() implements CalibratedShare {}

    /// Thresholds of a `valueShare` cut: the lowest value of each tier but the last, in tier order,
    /// descending.
    ///
    /// @param total of the members' values above zero
    /// @param thresholds one per share; none when the total was zero, and then everyone is in the
    ///     last tier
    record Thresholds(String metric, BigDecimal total, List<BigDecimal> thresholds) implements CalibratedShare {
        public Thresholds {
            thresholds = List.copyOf(thresholds);
        }
    }

    /// Thresholds of a `topShare` cut: the lowest score or value of each tier but the last, in tier
    /// order, descending or equal. A tier that nobody is in begins just above the highest of those it
    /// would take from.
    ///
    /// @param metric null for the score
    /// @param customers that had a score or value
    /// @param thresholds one per share; none when there were no such customers, and then everyone is
    ///     in the last tier
    record TopThresholds(@Nullable String metric, long customers, List<BigDecimal> thresholds)
            implements CalibratedShare {
        public TopThresholds {
            thresholds = List.copyOf(thresholds);
        }
    }

    /// The clusters of a `clusters` cut, in tier order; fewer than tiers when the members are not
    /// different enough, none when none of them has all features. Scaled values are in standard
    /// deviations from the mean, rounded HALF_UP to four places.
    ///
    /// @param customers members that had all features
    /// @param seed of the random numbers
    /// @param features in document order
    /// @param inertia the sum of the squared distances of these customers to their clusters' centres,
    ///     rounded HALF_UP to four places
    /// @param silhouette the mean over these customers of (b − a) / b, where a is the distance to the
    ///     centre of the cluster, b that to the next (the simplified silhouette), 0 where b is 0: from
    ///     0, no clusters to speak of, to 1, far apart; null when there are fewer than two clusters
    record Clusters(
            long customers,
            int seed,
            List<Feature> features,
            List<Cluster> clusters,
            BigDecimal inertia,
            @Nullable BigDecimal silhouette)
            implements CalibratedShare {
        public Clusters {
            features = List.copyOf(features);
            clusters = List.copyOf(clusters);
        }
    }

    /// How a feature's values are scaled: (transformed value − centre) / scale.
    ///
    /// @param centre the mean of the transformed values
    /// @param scale their standard deviation, at least 0.0001; 1 when all are equal
    record Feature(String metric, Cut.Transform transform, BigDecimal centre, BigDecimal scale) {}

    /// A cluster.
    ///
    /// @param members customers nearest to it
    /// @param value what it is ordered by; null when none of its members has the metric of `orderBy`
    /// @param centre the scaled features of its middle
    record Cluster(long members, @Nullable BigDecimal value, List<BigDecimal> centre) {
        public Cluster {
            centre = List.copyOf(centre);
        }
    }
}
