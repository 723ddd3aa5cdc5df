package io.fenji.engine.estimation;

import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.cluster.Centres;
import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.cluster.KMeans;
import io.fenji.engine.cluster.Quality;
import io.fenji.engine.cluster.Vectors;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/// Finds the clusters of the members that have all features.
///
/// @param metrics those of the features and, after them, that of the order when it is none of these
record ClusterCalibration(Cut.Clusters cut, List<String> metrics, Tuples tuples) {

    static ClusterCalibration of(Cut.Clusters cut, MetricTable base, BitSet members) {
        Stream<String> features = cut.features().stream().map(Cut.Feature::metric);
        List<String> metrics = Stream.concat(features, Stream.ofNullable(cut.orderBy()))
                .distinct()
                .toList();
        List<MetricColumn> columns = metrics.stream().map(base::metric).toList();
        int[] rows = complete(columns.subList(0, cut.features().size()), members);
        return new ClusterCalibration(cut, metrics, Tuples.of(columns, rows));
    }

    private static int[] complete(List<MetricColumn> columns, BitSet members) {
        BitSet complete = (BitSet) members.clone();
        for (MetricColumn column : columns) {
            for (int row = complete.nextSetBit(0); row >= 0; row = complete.nextSetBit(row + 1)) {
                complete.set(row, column.at(row) != MetricColumn.ABSENT);
            }
        }
        return complete.stream().toArray();
    }

    /// Adds what the clusters are found in to what is hashed.
    void hashed(DataHash hash) {
        tuples.addTo(hash, metrics);
    }

    CalibratedShare.Clusters share(int tiers) {
        List<FeatureScale> scales = new ArrayList<>();
        for (int i = 0; i < cut.features().size(); i++) {
            scales.add(FeatureScales.of(
                    cut.features().get(i).transform(), tuples.columns().get(i), tuples.counts()));
        }
        Vectors vectors = tuples.vectors(scales);
        Centres centres = vectors.size() == 0
                ? new Centres(new int[0], scales.size())
                : KMeans.centres(vectors, tiers, cut.seed());
        List<CalibratedShare.Cluster> clusters = clusters(vectors, centres);
        return new CalibratedShare.Clusters(
                Arrays.stream(tuples.counts()).asLongStream().sum(),
                cut.seed(),
                features(scales),
                clusters,
                squares(vectors, centres),
                centres.size() < 2 ? null : places(BigDecimal.valueOf(Quality.silhouette(vectors, centres))));
    }

    private List<CalibratedShare.Feature> features(List<FeatureScale> scales) {
        List<CalibratedShare.Feature> features = new ArrayList<>();
        for (int i = 0; i < scales.size(); i++) {
            FeatureScale scale = scales.get(i);
            features.add(new CalibratedShare.Feature(
                    metrics.get(i),
                    scale.transform(),
                    Fixed.toDecimal(scale.centre()),
                    Fixed.toDecimal(scale.scale())));
        }
        return features;
    }

    private List<CalibratedShare.Cluster> clusters(Vectors vectors, Centres centres) {
        int[] nearest = new int[vectors.size()];
        long[] members = new long[centres.size()];
        for (int vector = 0; vector < nearest.length; vector++) {
            nearest[vector] = vectors.nearest(vector, centres);
            members[nearest[vector]] += vectors.weight(vector);
        }
        List<CalibratedShare.Cluster> clusters = new ArrayList<>();
        ClusterOrder order = new ClusterOrder(cut);
        for (int i = 0; i < members.length; i++) {
            List<BigDecimal> centre = new ArrayList<>();
            for (int dimension = 0; dimension < vectors.dimensions(); dimension++) {
                centre.add(Fixed.toDecimal(centres.coordinate(i, dimension)));
            }
            BigDecimal value = cut.orderBy() == null
                    ? order.value(centre)
                    : ClusterOrder.mean(
                            tuples.columns().get(metrics.indexOf(cut.orderBy())), tuples.counts(), nearest, i);
            clusters.add(new CalibratedShare.Cluster(members[i], value, centre));
        }
        return clusters.stream().sorted(order).toList();
    }

    private static BigDecimal squares(Vectors vectors, Centres centres) {
        return places(BigDecimal.valueOf(Quality.inertia(vectors, centres), 2 * Fixed.PLACES));
    }

    private static BigDecimal places(BigDecimal value) {
        return Fixed.toDecimal(
                value.setScale(Fixed.PLACES, RoundingMode.HALF_UP).unscaledValue());
    }
}
