package io.fenji.engine.estimation;

import io.fenji.engine.calibration.CalibratedScale;
import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes calibrations. Stateless.
public final class Calibrator {

    /// In place of a metric's key, among which it is none.
    private static final String SCORES = "";

    private Calibrator() {}

    /// Estimates what the scheme needs from the members of its population in the table (the whole
    /// base; rows outside the population are left out here). A scheme that needs nothing gets a
    /// calibration without entries.
    public static Calibration calibrate(Scheme scheme, MetricTable base) {
        BitSet members = members(scheme, base);
        SortedMap<String, List<Use>> uses = uses(scheme);
        CalibratedScale[] found =
                new CalibratedScale[uses.values().stream().mapToInt(List::size).sum()];
        DataHash hash = new DataHash();
        CalibratedShare share = new CalibratedShare.NotUsed();
        @Nullable String shared = sharedMetric(scheme.cut());
        NavigableSet<String> metrics = new TreeSet<>(uses.keySet());
        Stream.ofNullable(shared).forEach(metrics::add);
        // One metric at a time: the sorted values of all of them would take as much room as the base.
        for (String metric : metrics) {
            long[] sorted = sortedValues(base.metric(metric)::at, members);
            hash.add(metric, sorted);
            for (Use use : uses.getOrDefault(metric, List.of())) {
                found[use.position] = ScaleCalibration.of(use.scale, use.pointer, metric, sorted);
            }
            if (metric.equals(shared)) {
                share = share(scheme.cut(), sorted);
            }
        }
        List<CalibratedScale> scales = List.of(found);
        if (scheme.cut() instanceof Cut.TopShare cut && cut.metric() == null) {
            long[] sorted = scores(scheme, scales, base, members);
            hash.add(SCORES, sorted);
            share = share(cut, sorted);
        } else if (scheme.cut() instanceof Cut.Clusters cut) {
            ClusterCalibration clusters = ClusterCalibration.of(cut, base, members);
            clusters.hashed(hash);
            share = clusters.share(scheme.tiers().size());
        }
        return new Calibration(scheme.key(), members.cardinality(), scales, share, hash.hex());
    }

    /// A scale that is estimated from a metric.
    ///
    /// @param position among all estimated scales of the document
    private record Use(int position, String pointer, Scale.Calibrated scale) {}

    private static SortedMap<String, List<Use>> uses(Scheme scheme) {
        SortedMap<String, List<Use>> uses = new TreeMap<>();
        int position = 0;
        for (int d = 0; d < scheme.dimensions().size(); d++) {
            Dimension dimension = scheme.dimensions().get(d);
            for (int c = 0; c < dimension.criteria().size(); c++) {
                Criterion criterion = dimension.criteria().get(c);
                if (criterion.scale() instanceof Scale.Calibrated scale) {
                    uses.computeIfAbsent(criterion.source().key(), metric -> new ArrayList<>())
                            .add(new Use(position++, "/dimensions/" + d + "/criteria/" + c, scale));
                }
            }
        }
        return uses;
    }

    private static @Nullable String sharedMetric(Cut cut) {
        return switch (cut) {
            case Cut.ValueShare share -> share.metric();
            case Cut.TopShare share -> share.metric();
            case Cut.Clusters _, Cut.Score _, Cut.Rules _ -> null;
        };
    }

    private static CalibratedShare share(Cut cut, long[] sorted) {
        return switch (cut) {
            case Cut.ValueShare share -> ShareCalibration.of(share, sorted);
            case Cut.TopShare share -> top(share, sorted);
            case Cut.Clusters _, Cut.Score _, Cut.Rules _ -> new CalibratedShare.NotUsed();
        };
    }

    private static CalibratedShare top(Cut.TopShare cut, long[] sorted) {
        return new CalibratedShare.TopThresholds(
                cut.metric(), sorted.length, TopShareCalibration.thresholds(cut.shares(), sorted));
    }

    /// Scores of the members who have one, ascending.
    private static long[] scores(Scheme scheme, List<CalibratedScale> scales, MetricTable base, BitSet members) {
        Calibration soFar =
                new Calibration(scheme.key(), members.cardinality(), scales, new CalibratedShare.NotUsed(), "");
        Evaluation scored = Evaluator.of(scheme.decidedBy(scheme.dimensions(), List.of()), soFar)
                .evaluate(base);
        return sortedValues(scored::scaledScore, members);
    }

    private static BitSet members(Scheme scheme, MetricTable base) {
        BoundCondition population = BoundCondition.bind(scheme.population(), base);
        BitSet members = new BitSet(base.size());
        for (int row = 0; row < base.size(); row++) {
            if (population.test(row) == Truth.TRUE) {
                members.set(row);
            }
        }
        return members;
    }

    private static long[] sortedValues(IntToLongFunction column, BitSet members) {
        long[] values = new long[members.cardinality()];
        int count = 0;
        for (int row = members.nextSetBit(0); row >= 0; row = members.nextSetBit(row + 1)) {
            long value = column.applyAsLong(row);
            if (value != MetricColumn.ABSENT) {
                values[count++] = value;
            }
        }
        long[] present = count == values.length ? values : Arrays.copyOf(values, count);
        Arrays.parallelSort(present);
        return present;
    }
}
