package io.fenji.engine.clustering;

import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A feature in which a cluster is markedly above or below the rest: half a standard deviation from the
/// other clusters, and a fifth from the base's mean, so that a cluster of nearly everyone is not called
/// after what a few others are.
///
/// @param feature its place in the spec
/// @param distance of the cluster's centre from the mean of the other clusters' centres, weighted by
///     their members, in standard deviations of the base
public record Trait(int feature, BigDecimal distance) {

    private static final BigDecimal FROM_OTHERS = new BigDecimal("0.5");
    private static final BigDecimal FROM_MEAN = new BigDecimal("0.2");

    public boolean isHigh() {
        return distance.signum() > 0;
    }

    /// The traits of each cluster, the most marked first.
    public static List<List<Trait>> of(Clustering clustering) {
        return clustering.clusters().stream()
                .map(cluster -> of(cluster, clustering))
                .toList();
    }

    private static List<Trait> of(Cluster cluster, Clustering clustering) {
        List<Trait> traits = new ArrayList<>();
        for (int feature = 0; feature < cluster.centre().size(); feature++) {
            BigDecimal centre = cluster.centre().get(feature);
            BigDecimal distance = centre.subtract(ofOthers(feature, cluster, clustering));
            if (distance.abs().compareTo(FROM_OTHERS) >= 0 && centre.abs().compareTo(FROM_MEAN) >= 0) {
                traits.add(new Trait(feature, distance));
            }
        }
        traits.sort(
                Comparator.comparing((Trait trait) -> trait.distance().abs()).reversed());
        return traits;
    }

    /// The mean over those who are in other clusters; the cluster's own where there are none.
    private static BigDecimal ofOthers(int feature, Cluster cluster, Clustering clustering) {
        BigDecimal sum = BigDecimal.ZERO;
        long members = 0;
        for (Cluster other : clustering.clusters()) {
            if (other.number() != cluster.number()) {
                sum = sum.add(other.centre().get(feature).multiply(BigDecimal.valueOf(other.members())));
                members += other.members();
            }
        }
        return members == 0
                ? cluster.centre().get(feature)
                : sum.divide(BigDecimal.valueOf(members), Fixed.PLACES, RoundingMode.HALF_UP);
    }
}
