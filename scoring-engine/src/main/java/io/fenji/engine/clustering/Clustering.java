package io.fenji.engine.clustering;

import io.fenji.engine.cluster.FeatureScale;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Clusters that were found in a base and then frozen, immutable.
///
/// @param scales of the features, in their order
/// @param customers who took part in the estimate
/// @param clusters by number; none when nobody took part
/// @param silhouette the mean silhouette of the clusters on at most [Clusterer#SAMPLE] customers at even
///     ranks; null when there are fewer than two clusters
/// @param numbersUsed the greatest number that a cluster of this or of an earlier calibration has had
/// @param stability what the last calibration says of it; null without a last one, or when that had
///     other features
/// @param dataHash SHA-256 (lower-case hex) over the features' metrics and the sorted vectors of their
///     values
public record Clustering(
        ClusteringSpec spec,
        List<FeatureScale> scales,
        long customers,
        List<Cluster> clusters,
        Choice choice,
        Fit fit,
        @Nullable BigDecimal silhouette,
        int numbersUsed,
        @Nullable Stability stability,
        String dataHash) {

    public Clustering {
        scales = List.copyOf(scales);
        clusters = List.copyOf(clusters);
    }

    /// A cluster.
    ///
    /// @param number the same for as long as the cluster is found again; never that of another
    /// @param members customers who are in it
    /// @param centre in standard deviations from the base's mean, by feature
    /// @param shape null unless it is a component of a mixture
    public record Cluster(
            int number,
            long members,
            List<BigDecimal> centre,
            @Nullable Shape shape) {

        public Cluster {
            centre = List.copyOf(centre);
        }

        /// The number as a key, such as `c3`.
        public String key() {
            return "c" + number;
        }
    }

    /// How a component of a mixture spreads.
    ///
    /// @param weight its share of the base
    /// @param covariance the rows of the lower triangle, in standard deviations of the base
    public record Shape(BigDecimal weight, List<BigDecimal> covariance) {

        public Shape {
            covariance = List.copyOf(covariance);
        }
    }

    /// How the number of clusters was chosen: by the criterion among those of which the smallest cluster
    /// has one in a hundred customers, or among all when there are none. A few who are far from everybody
    /// else would decide it otherwise, one way today and another way tomorrow. The last calibration's
    /// number stays unless another is better by more than 0.02 (silhouette) or 10 (BIC).
    ///
    /// @param criterion what was compared
    /// @param customers on how many, at even ranks
    /// @param candidates in ascending order of clusters; none when the number was given, or customers are
    ///     less different than the fewest
    public record Choice(Criterion criterion, long customers, List<Candidate> candidates) {

        public Choice {
            candidates = List.copyOf(candidates);
        }
    }

    /// What a number of clusters is chosen by.
    public enum Criterion {
        /// The greatest mean silhouette; one cluster counts as 0.
        SILHOUETTE,
        /// The least Bayesian information criterion.
        BIC
    }

    /// A number of clusters.
    ///
    /// @param value of the criterion, with four places
    /// @param smallest how many customers are in the smallest cluster
    public record Candidate(int clusters, BigDecimal value, long smallest) {}

    /// How well the clusters fit the base.
    public sealed interface Fit {

        boolean converged();

        /// k-means.
        ///
        /// @param inertia the sum of the squares of the distances to the centres, in standard deviations
        record Squares(BigDecimal inertia, boolean converged) implements Fit {}

        /// A mixture.
        ///
        /// @param customers in how many it was fitted, at even ranks
        /// @param logLikelihood natural, of these customers, over features in standard deviations
        /// @param rounds of EM
        record Likelihood(long customers, BigDecimal logLikelihood, BigDecimal bic, int rounds, boolean converged)
                implements Fit {}
    }

    /// How much this calibration is like the last.
    ///
    /// @param adjustedRandIndex of this and the last calibration's clusters of all who took part in this
    ///     estimate, as they are today (Hubert and Arabie, 1985): 1 when both are the same, about 0 when
    ///     they have nothing in common
    /// @param kept numbers of the last that are found again
    /// @param begun numbers that are new
    /// @param ended numbers of the last that are not found again
    public record Stability(
            BigDecimal adjustedRandIndex, List<Integer> kept, List<Integer> begun, List<Integer> ended) {

        public Stability {
            kept = List.copyOf(kept);
            begun = List.copyOf(begun);
            ended = List.copyOf(ended);
        }
    }
}
