package io.fenji.engine.clustering;

import io.fenji.engine.clustering.ClusteringSpec.Absence;
import io.fenji.engine.clustering.ClusteringSpec.Feature;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.List;
import java.util.stream.IntStream;

/// The columns of the features, with values in the place of absent ones where the features have such.
///
/// @param needed whether a customer who lacks the feature is in no cluster, by feature
record FeatureColumns(List<MetricColumn> metrics, List<Boolean> needed, int size) {

    static FeatureColumns of(ClusteringSpec spec, MetricTable table) {
        return new FeatureColumns(
                spec.features().stream().map(feature -> column(feature, table)).toList(),
                spec.features().stream()
                        .map(feature -> feature.absent() instanceof Absence.NoCluster)
                        .toList(),
                table.size());
    }

    private static MetricColumn column(Feature feature, MetricTable table) {
        MetricColumn column = table.metric(feature.metric());
        return switch (feature.absent()) {
            case Absence.NoCluster _, Absence.Mean _ -> column;
            case Absence.Value(var value) -> column.orElse(Fixed.of(value), table.size());
        };
    }

    /// The rows that can be in a cluster.
    int[] complete() {
        return IntStream.range(0, size).filter(this::isComplete).toArray();
    }

    boolean isComplete(int row) {
        for (int i = 0; i < metrics.size(); i++) {
            if (needed.get(i) && metrics.get(i).at(row) == MetricColumn.ABSENT) {
                return false;
            }
        }
        return true;
    }
}
