package io.fenji.engine.clustering;

import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.cluster.Territory;
import io.fenji.engine.cluster.Vectors;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.clustering.Clustering.Stability;
import io.fenji.engine.clustering.ClusteringSpec.Feature;
import io.fenji.engine.estimation.Tuples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives clusters the numbers that those of the last calibration have which they continue.
final class Succession {

    private final Clustering last;
    private final boolean comparable;

    private Succession(Clustering last, boolean comparable) {
        this.last = last;
        this.comparable = comparable;
    }

    /// Clusters by other features continue none of the last ones, but they do not take their numbers.
    static Succession of(ClusteringSpec spec, Clustering last) {
        return new Succession(last, keys(spec).equals(keys(last.spec())));
    }

    private static List<String> keys(ClusteringSpec spec) {
        return spec.features().stream().map(Succession::key).toList();
    }

    private static String key(Feature feature) {
        return feature.metric() + '/' + feature.transform();
    }

    /// Clusters with numbers, in the order of these.
    record Numbered(List<Cluster> clusters, int numbersUsed) {}

    static Numbered first(List<Cluster> clusters) {
        List<Cluster> numbered = new ArrayList<>();
        for (Cluster cluster : clusters) {
            numbered.add(numbered(cluster, numbered.size() + 1));
        }
        return new Numbered(numbered, numbered.size());
    }

    private static Cluster numbered(Cluster cluster, int number) {
        return new Cluster(number, cluster.members(), cluster.centre(), cluster.shape());
    }

    /// How many clusters the last calibration has.
    int size() {
        return last.clusters().size();
    }

    /// Numbers clusters: the pairs of new and last ones are those with the least sum of squared distances
    /// between centres, in the standard deviations of the last calibration. A pair counts when one of
    /// the two is nearest to the other among its kind; who is not in such a pair gets a number that no
    /// cluster has had.
    Numbered number(List<Cluster> clusters, List<FeatureScale> scales) {
        double[][] squares = squares(clusters, scales);
        int[] partners = comparable ? Assignment.least(squares) : new int[0];
        int used = last.numbersUsed();
        List<Cluster> numbered = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            int partner = i < partners.length ? partners[i] : -1;
            boolean continues = partner >= 0 && isNearest(squares, i, partner);
            int number = continues ? last.clusters().get(partner).number() : ++used;
            numbered.add(numbered(clusters.get(i), number));
        }
        numbered.sort(Comparator.comparingInt(Cluster::number));
        return new Numbered(numbered, used);
    }

    private double[][] squares(List<Cluster> clusters, List<FeatureScale> scales) {
        double[][] squares = new double[clusters.size()][comparable ? size() : 0];
        for (int i = 0; i < squares.length; i++) {
            for (int j = 0; j < squares[i].length; j++) {
                for (int feature = 0; feature < scales.size(); feature++) {
                    double distance = inLast(clusters.get(i), scales, feature)
                            - last.clusters().get(j).centre().get(feature).doubleValue();
                    squares[i][j] += distance * distance;
                }
            }
        }
        return squares;
    }

    /// A coordinate of a centre in the last calibration's standard deviations from its mean.
    private double inLast(Cluster cluster, List<FeatureScale> scales, int feature) {
        FeatureScale scale = scales.get(feature);
        FeatureScale before = last.scales().get(feature);
        double value = scale.centre() + cluster.centre().get(feature).doubleValue() * scale.scale();
        return (value - before.centre()) / before.scale();
    }

    private static boolean isNearest(double[][] squares, int one, int other) {
        boolean among = true;
        boolean amongOthers = true;
        for (double[] row : squares) {
            among &= squares[one][other] <= row[other];
        }
        for (double square : squares[one]) {
            amongOthers &= squares[one][other] <= square;
        }
        return among || amongOthers;
    }

    /// Compares the clusters with the last ones on the base.
    ///
    /// @param vectors the tuples by the new scales
    @Nullable
    Stability stability(ClusteringSpec spec, Numbered now, Tuples tuples, Vectors vectors) {
        if (!comparable) {
            return null;
        }
        List<Integer> before = numbers(last.clusters());
        List<Integer> after = numbers(now.clusters());
        return new Stability(
                Search.places(index(spec, now.clusters(), tuples, vectors)),
                after.stream().filter(before::contains).toList(),
                after.stream().filter(number -> !before.contains(number)).toList(),
                before.stream().filter(number -> !after.contains(number)).toList());
    }

    private static List<Integer> numbers(List<Cluster> clusters) {
        return clusters.stream().map(Cluster::number).toList();
    }

    private double index(ClusteringSpec spec, List<Cluster> now, Tuples tuples, Vectors vectors) {
        Territory before = FrozenClusters.territory(last.clusters(), last.spec());
        Territory after = FrozenClusters.territory(now, spec);
        Vectors asBefore = tuples.vectors(last.scales());
        RandIndex index = new RandIndex(now.size(), size());
        for (int vector = 0; vector < vectors.size(); vector++) {
            index.add(vectors.in(vector, after), asBefore.in(vector, before), vectors.weight(vector));
        }
        return index.adjusted();
    }
}
