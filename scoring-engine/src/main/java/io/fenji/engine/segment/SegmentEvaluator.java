package io.fenji.engine.segment;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.points.PointScale;
import io.fenji.engine.points.PointScales;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A segment set with its calibration, ready to run. Immutable; may be shared between threads and kept.
public final class SegmentEvaluator {

    private final SegmentSet set;
    /// By score; null for a mean, and for a bin that nobody had a value of.
    private final List<@Nullable PointScale> scales = new ArrayList<>();

    private SegmentEvaluator(SegmentSet set, Calibration calibration) {
        this.set = set;
        int criterion = 0;
        for (SegmentScore score : set.scores()) {
            scales.add(
                    switch (score) {
                        case SegmentScore.Bin bin -> {
                            String pointer = "/dimensions/0/criteria/" + criterion++;
                            yield isEmpty(calibration, pointer)
                                    ? null
                                    : PointScales.of(SegmentSet.scale(bin), pointer, bin.metric(), calibration);
                        }
                        case SegmentScore.Mean _ -> null;
                    });
        }
    }

    /// Makes a set ready to run.
    ///
    /// @param calibration of [SegmentSet#scoring()]
    /// @throws IllegalArgumentException when the calibration lacks a number that the set needs
    public static SegmentEvaluator of(SegmentSet set, Calibration calibration) {
        return new SegmentEvaluator(set, calibration);
    }

    public SegmentSet set() {
        return set;
    }

    /// The set's segments on the rows of a table, which has the columns that the conditions and scores
    /// read.
    public Bound bind(MetricTable table) {
        MetricTable scored = scored(table);
        return new Bound(
                BoundCondition.bind(set.population(), scored),
                set.segments().stream()
                        .map(segment -> BoundCondition.bind(segment.when(), scored))
                        .toList());
    }

    private MetricTable scored(MetricTable table) {
        MetricTable scored = table;
        for (int i = 0; i < set.scores().size(); i++) {
            SegmentScore score = set.scores().get(i);
            long[] values = switch (score) {
                case SegmentScore.Bin bin -> bins(table, bin, scales.get(i));
                case SegmentScore.Mean mean -> means(scored, mean);
            };
            scored = scored.with(score.key(), values);
        }
        return scored;
    }

    private static long[] bins(MetricTable table, SegmentScore.Bin score, @Nullable PointScale scale) {
        long[] values = new long[table.size()];
        Arrays.fill(values, MetricColumn.ABSENT);
        if (scale == null) {
            return values;
        }
        MetricColumn column = table.metric(score.metric());
        for (int row = 0; row < values.length; row++) {
            long value = column.at(row);
            if (value != MetricColumn.ABSENT) {
                // The k-th worst of n bins has 100·k/n points.
                values[row] = Fixed.divideHalfUp(scale.points(value) * score.bins(), Fixed.HUNDRED) * Fixed.ONE;
            }
        }
        return values;
    }

    private static long[] means(MetricTable scored, SegmentScore.Mean score) {
        List<MetricColumn> columns = score.of().stream().map(scored::metric).toList();
        long[] values = new long[scored.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = mean(columns, row);
        }
        return values;
    }

    private static long mean(List<MetricColumn> columns, int row) {
        long sum = 0;
        for (int i = 0; i < columns.size(); i++) {
            long value = columns.get(i).at(row);
            if (value == MetricColumn.ABSENT) {
                return MetricColumn.ABSENT;
            }
            sum += value / Fixed.ONE;
        }
        return Fixed.divideHalfUp(sum, columns.size()) * Fixed.ONE;
    }

    private static boolean isEmpty(Calibration calibration, String criterion) {
        return calibration.scales().stream()
                .anyMatch(scale -> scale.criterion().equals(criterion) && scale.values() == 0);
    }

    /// Segments bound to a table.
    public static final class Bound {

        private final BoundCondition population;
        private final List<BoundCondition> segments;

        private Bound(BoundCondition population, List<BoundCondition> segments) {
            this.population = population;
            this.segments = segments;
        }

        /// Whether the row is in any of them at all.
        public boolean isMember(int row) {
            return population.test(row) == Truth.TRUE;
        }

        /// Whether a [member][#isMember(int)] is in the segment at this position of the document.
        public boolean isIn(int segment, int row) {
            return segments.get(segment).test(row) == Truth.TRUE;
        }
    }
}
