package io.fenji.engine.clustering;

import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.cluster.Silhouette;
import io.fenji.engine.cluster.Territory;
import io.fenji.engine.cluster.Vectors;
import io.fenji.engine.clustering.Clustering.Choice;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.estimation.DataHash;
import io.fenji.engine.estimation.FeatureScales;
import io.fenji.engine.estimation.Tuples;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds clusters in a base. Stateless. The same customers give the same result, byte by byte, in any
/// order and on any machine.
public final class Clusterer {

    /// So many customers at even ranks are compared with each other for a silhouette.
    public static final int SAMPLE = 5_000;

    private final ClusteringSpec spec;
    private final Tuples tuples;
    private final List<FeatureScale> scales;
    private final Vectors vectors;

    private Clusterer(ClusteringSpec spec, Tuples tuples) {
        this.spec = spec;
        this.tuples = tuples;
        scales = IntStream.range(0, spec.features().size())
                .mapToObj(i -> scale(spec, tuples, i))
                .toList();
        vectors = tuples.vectors(scales);
    }

    /// Finds clusters.
    ///
    /// @param base the customers to be divided, all of them
    /// @param last the last calibration, whose numbers the clusters keep; null for none
    public static Clustering cluster(ClusteringSpec spec, MetricTable base, @Nullable Clustering last) {
        FeatureColumns columns = FeatureColumns.of(spec, base);
        Clusterer clusterer = new Clusterer(spec, Tuples.of(columns.metrics(), columns.complete()));
        return clusterer.cluster(last == null ? null : Succession.of(spec, last));
    }

    private static FeatureScale scale(ClusteringSpec spec, Tuples tuples, int feature) {
        long[] values = tuples.columns().get(feature);
        int[] present = IntStream.range(0, values.length)
                .filter(tuple -> values[tuple] != MetricColumn.ABSENT)
                .toArray();
        return FeatureScales.of(
                spec.features().get(feature).transform(),
                IntStream.of(present).mapToLong(tuple -> values[tuple]).toArray(),
                IntStream.of(present).map(tuple -> tuples.counts()[tuple]).toArray());
    }

    private Clustering cluster(@Nullable Succession succession) {
        Search search = Search.by(spec, vectors);
        Choice choice = search.choice(spec);
        Search.Found found = vectors.size() == 0
                ? search.none()
                : search.find(search.chosen(spec, choice, succession == null ? 0 : succession.size()));
        List<Cluster> clusters = counted(found.clusters());
        Succession.Numbered numbered =
                succession == null ? Succession.first(clusters) : succession.number(clusters, scales);
        return new Clustering(
                spec,
                scales,
                vectors.customers(),
                numbered.clusters(),
                choice,
                found.fit(),
                silhouette(numbered.clusters()),
                numbered.numbersUsed(),
                succession == null ? null : succession.stability(spec, numbered, tuples, vectors),
                hash());
    }

    /// Clusters with members, those with the most first. Components in which nobody is are left out: where
    /// everybody is does not depend on them.
    private List<Cluster> counted(List<Cluster> found) {
        Territory territory = FrozenClusters.territory(found, spec);
        long[] members = new long[found.size()];
        for (int vector = 0; vector < vectors.size(); vector++) {
            members[vectors.in(vector, territory)] += vectors.weight(vector);
        }
        List<Cluster> counted = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            if (members[i] > 0) {
                Cluster cluster = found.get(i);
                counted.add(new Cluster(0, members[i], cluster.centre(), cluster.shape()));
            }
        }
        counted.sort(Comparator.comparingLong(Cluster::members).reversed().thenComparing(Clusterer::byCentre));
        return counted;
    }

    private static int byCentre(Cluster one, Cluster other) {
        int order = 0;
        for (int i = 0; i < one.centre().size() && order == 0; i++) {
            order = one.centre().get(i).compareTo(other.centre().get(i));
        }
        return order;
    }

    private @Nullable BigDecimal silhouette(List<Cluster> clusters) {
        return clusters.size() < 2
                ? null
                : Search.places(Silhouette.of(
                        vectors.sample(SAMPLE), FrozenClusters.territory(clusters, spec), clusters.size()));
    }

    private String hash() {
        DataHash hash = new DataHash();
        tuples.addTo(
                hash,
                spec.features().stream().map(ClusteringSpec.Feature::metric).toList());
        return hash.hex();
    }
}
