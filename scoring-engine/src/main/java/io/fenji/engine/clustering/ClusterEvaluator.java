package io.fenji.engine.clustering;

import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.cluster.Territory;
import io.fenji.engine.clustering.Clustering.Cluster;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.stream.IntStream;

/// Says in which frozen cluster customers are, one or a million alike. Immutable, for any number of
/// threads.
public final class ClusterEvaluator {

    private static final int PIECE = 1 << 13;

    private final Clustering clustering;
    private final FeatureScale[] scales;
    private final Territory territory;
    private final long[] values;

    private ClusterEvaluator(Clustering clustering) {
        this.clustering = clustering;
        scales = clustering.scales().toArray(FeatureScale[]::new);
        territory = FrozenClusters.territory(clustering.clusters(), clustering.spec());
        values = clustering.clusters().stream()
                .mapToLong(cluster -> cluster.number() * Fixed.ONE)
                .toArray();
    }

    /// Makes frozen numbers ready for customers.
    ///
    /// @throws IllegalArgumentException when they are not what [Clusterer] finds
    public static ClusterEvaluator of(Clustering clustering) {
        return new ClusterEvaluator(clustering);
    }

    /// The metric `cluster` of all rows: the number of the cluster as a scaled long, or
    /// [MetricColumn#ABSENT] for who lacks a feature that he needs, and when there are no clusters.
    public long[] evaluate(MetricTable table) {
        FeatureColumns columns = FeatureColumns.of(clustering.spec(), table);
        long[] metric = new long[table.size()];
        IntStream.range(0, Math.ceilDiv(metric.length, PIECE)).parallel().forEach(piece -> {
            int[] coordinates = new int[scales.length];
            int end = Math.min(metric.length, (piece + 1) * PIECE);
            for (int row = piece * PIECE; row < end; row++) {
                int place = place(columns, row, coordinates);
                metric[row] = place < 0 ? MetricColumn.ABSENT : values[place];
            }
        });
        return metric;
    }

    private int place(FeatureColumns columns, int row, int[] coordinates) {
        if (!columns.isComplete(row)) {
            return -1;
        }
        for (int i = 0; i < scales.length; i++) {
            coordinates[i] = scales[i].coordinateOrMean(columns.metrics().get(i).at(row));
        }
        return territory.of(coordinates, 0);
    }

    /// The cluster of a number.
    ///
    /// @param value of the metric, not absent
    /// @throws IllegalArgumentException when no cluster has it
    public Cluster cluster(long value) {
        return clustering.clusters().stream()
                .filter(cluster -> cluster.number() * Fixed.ONE == value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cluster " + Fixed.toDecimal(value)));
    }
}
