package io.fenji.engine.clustering;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut.Transform;
import java.math.BigDecimal;
import java.util.List;

/// By what customers are alike, and how clusters are found.
///
/// @param features 1 to 20, of different metrics
/// @param fewest clusters, from 1
/// @param most clusters, up to 20; with `fewest` below it the number is chosen by the method's criterion
/// @param seed of the random numbers that choose where clusters start
public record ClusteringSpec(List<Feature> features, Method method, int fewest, int most, int seed) {

    private static final int MOST_FEATURES = 20;
    private static final int MOST_CLUSTERS = 20;

    /// Checks all of it.
    ///
    /// @throws IllegalArgumentException when something is out of its range
    public ClusteringSpec {
        features = List.copyOf(features);
        long metrics = features.stream().map(Feature::metric).distinct().count();
        if (features.isEmpty() || features.size() > MOST_FEATURES || metrics < features.size()) {
            throw new IllegalArgumentException("features: 1 to 20 of different metrics");
        }
        if (fewest < 1 || most < fewest || most > MOST_CLUSTERS) {
            throw new IllegalArgumentException("clusters: from 1 to 20");
        }
    }

    /// Two to eight clusters.
    public static ClusteringSpec of(List<Feature> features, Method method, int seed) {
        return new ClusteringSpec(features, method, 2, 8, seed);
    }

    /// A metric by which customers are alike or not.
    public record Feature(String metric, Transform transform, Absence absent) {}

    /// What becomes of a customer who lacks a feature.
    public sealed interface Absence {

        /// No cluster, and no part in the estimate.
        record NoCluster() implements Absence {}

        /// The mean of those who have it; no part in the estimate of that mean.
        record Mean() implements Absence {}

        /// This value.
        record Value(BigDecimal value) implements Absence {

            /// Checks that it can be a metric's.
            ///
            /// @throws IllegalArgumentException when it is out of range
            public Value {
                if (!Fixed.fits(value)) {
                    throw new IllegalArgumentException("absent: out of range");
                }
            }
        }
    }

    /// How clusters are found.
    public enum Method {
        /// k-means. A customer is in the cluster with the nearest centre; the number of clusters is that
        /// of the greatest silhouette.
        K_MEANS,
        /// A mixture of Gaussians with full covariances. A customer is in the cluster from which he most
        /// likely comes; the number of clusters is that of the least BIC.
        GAUSSIAN_MIXTURE
    }
}
