package io.fenji.engine.evaluation;

import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.cluster.Centres;
import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.evaluation.Explanation.ClusterPart;
import io.fenji.engine.evaluation.Explanation.FeaturePart;
import io.fenji.engine.evaluation.Explanation.NextCluster;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// By the nearest of the frozen centres, in whole numbers throughout. Not for several threads: the row's
/// coordinates are its own.
final class ByClusters implements BoundCut {

    private final List<String> metrics;
    private final MetricColumn[] columns;
    private final FeatureScale[] scales;
    private final Centres centres;
    private final int lowest;
    private final int[] coordinates;

    private ByClusters(
            List<String> metrics, MetricColumn[] columns, FeatureScale[] scales, Centres centres, int lowest) {
        this.metrics = metrics;
        this.columns = columns;
        this.scales = scales;
        this.centres = centres;
        this.lowest = lowest;
        coordinates = new int[scales.length];
    }

    /// Binds the clusters of a calibration to a table.
    ///
    /// @throws IllegalArgumentException when scheme and calibration do not fit
    static ByClusters of(Cut.Clusters cut, Calibration calibration, MetricTable table, int tiers) {
        if (!(calibration.share() instanceof CalibratedShare.Clusters frozen) || !fits(cut, frozen, tiers)) {
            throw BoundCut.unfit();
        }
        List<String> metrics =
                frozen.features().stream().map(CalibratedShare.Feature::metric).toList();
        return new ByClusters(
                metrics,
                metrics.stream().map(table::metric).toArray(MetricColumn[]::new),
                frozen.features().stream().map(ByClusters::scale).toArray(FeatureScale[]::new),
                centres(frozen),
                tiers - 1);
    }

    private static boolean fits(Cut.Clusters cut, CalibratedShare.Clusters frozen, int tiers) {
        List<CalibratedShare.Feature> features = frozen.features();
        return features.size() == cut.features().size()
                && frozen.clusters().size() <= tiers
                && IntStream.range(0, features.size())
                        .allMatch(i -> features.get(i)
                                        .metric()
                                        .equals(cut.features().get(i).metric())
                                && features.get(i).transform()
                                        == cut.features().get(i).transform()
                                && features.get(i).scale().signum() > 0)
                && frozen.clusters().stream()
                        .allMatch(cluster -> cluster.centre().size() == features.size());
    }

    private static FeatureScale scale(CalibratedShare.Feature feature) {
        return new FeatureScale(feature.transform(), Fixed.of(feature.centre()), Fixed.of(feature.scale()));
    }

    private static Centres centres(CalibratedShare.Clusters frozen) {
        int[] coordinates = frozen.clusters().stream()
                .flatMap(cluster -> cluster.centre().stream())
                .mapToInt(coordinate -> Math.toIntExact(Fixed.of(coordinate)))
                .toArray();
        return new Centres(coordinates, frozen.features().size());
    }

    @Override
    public int code(int row, long score, int previous) {
        int nearest = nearest(row);
        return nearest < 0 ? lowest : nearest;
    }

    /// The cluster whose centre is nearest; -1 when there is none, or a feature is absent.
    private int nearest(int row) {
        for (int i = 0; i < columns.length; i++) {
            long value = columns[i].at(row);
            if (value == MetricColumn.ABSENT) {
                return -1;
            }
            coordinates[i] = scales[i].coordinate(value);
        }
        return centres.nearest(coordinates, 0);
    }

    List<String> metrics() {
        return metrics;
    }

    /// How many there are.
    int size() {
        return centres.size();
    }

    /// Whether there is a nearest one to the row.
    boolean isNearAny(int row) {
        return nearest(row) >= 0;
    }

    /// The coordinate of a value of a feature.
    int coordinate(int feature, long value) {
        return scales[feature].coordinate(value);
    }

    /// From this value of a feature on a greater one makes no difference.
    long settledFrom(int feature) {
        return scales[feature].settledFrom();
    }

    /// Whether some point of a box may be nearest to one of the first clusters; exact where the box is
    /// one point.
    boolean mayBeNear(int last, int[] lowest, int[] highest) {
        return centres.mayBeNear(last, lowest, highest);
    }

    /// What an explanation says of a row; nothing but the features when the cut was not asked.
    ///
    /// @param code what the cut gave
    ClusterPart part(int row, int code, List<Tier> tiers) {
        int nearest = code < 0 ? -1 : nearest(row);
        List<FeaturePart> features = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            long value = columns[i].at(row);
            boolean absent = value == MetricColumn.ABSENT;
            features.add(new FeaturePart(
                    metrics.get(i),
                    absent ? null : Fixed.toDecimal(value),
                    absent ? null : Fixed.toDecimal(scales[i].coordinate(value)),
                    nearest < 0 ? null : Fixed.toDecimal(centres.coordinate(nearest, i))));
        }
        return nearest < 0
                ? new ClusterPart(null, null, features)
                : new ClusterPart(distance(nearest), next(nearest, tiers), features);
    }

    private @Nullable NextCluster next(int nearest, List<Tier> tiers) {
        int next = centres.nearestBut(nearest, coordinates, 0);
        return next < 0 ? null : new NextCluster(tiers.get(next).key(), distance(next));
    }

    private BigDecimal distance(int centre) {
        BigInteger square = BigInteger.valueOf(centres.square(centre, coordinates, 0));
        BigInteger[] root = square.sqrtAndRemainder();
        // The root is a whole number or irrational: it is nearer to the next when the rest is more than it.
        boolean up = root[1].compareTo(root[0]) > 0;
        return Fixed.toDecimal(up ? root[0].add(BigInteger.ONE) : root[0]);
    }
}
