package io.fenji.engine.evaluation;

import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A cut with its thresholds scaled and its column found.
sealed interface BoundCut permits BoundCut.ByScore, BoundCut.ByShare, ByClusters, BoundCut.ByRules {

    /// The tier or a [Standing.Reason#code()]. Not asked about customers who lack a metric that a
    /// criterion insists on.
    ///
    /// @param score scaled, or [Evaluation#NO_SCORE]
    /// @param previous the tier so far, below 0 for none
    int code(int row, long score, int previous);

    /// Binds a scheme's cut to a table.
    ///
    /// @throws IllegalArgumentException when scheme and calibration do not fit
    static BoundCut bind(Scheme scheme, Calibration calibration, MetricTable table) {
        return switch (scheme.cut()) {
            case Cut.Score _ -> ByScore.of(scheme.tiers());
            case Cut.ValueShare cut -> new ByShare(table.metric(cut.metric()), thresholds(cut, calibration));
            case Cut.TopShare cut
            when cut.metric() != null -> new ByShare(table.metric(cut.metric()), thresholds(cut, calibration));
            case Cut.TopShare cut -> {
                long[] thresholds = thresholds(cut, calibration);
                yield new ByScore(thresholds, thresholds);
            }
            case Cut.Clusters cut ->
                ByClusters.of(cut, calibration, table, scheme.tiers().size());
            case Cut.Rules(Cut.Otherwise.InTier(String tier)) -> new ByRules(tierOf(scheme, tier));
            case Cut.Rules(Cut.Otherwise.NoTier()) -> new ByRules(Standing.Reason.NO_RULE_HIT.code());
        };
    }

    private static long[] thresholds(Cut.ValueShare cut, Calibration calibration) {
        if (calibration.share() instanceof CalibratedShare.Thresholds share
                && share.metric().equals(cut.metric())) {
            return scaled(share.thresholds(), cut.shares().size());
        }
        throw unfit();
    }

    private static long[] thresholds(Cut.TopShare cut, Calibration calibration) {
        if (calibration.share() instanceof CalibratedShare.TopThresholds top
                && Objects.equals(top.metric(), cut.metric())) {
            return scaled(top.thresholds(), cut.shares().size());
        }
        throw unfit();
    }

    /// One threshold per share. A calibration from nobody has none: everyone is in the lowest tier then. One may be
    /// just above the greatest value there is.
    private static long[] scaled(List<BigDecimal> thresholds, int shares) {
        if (thresholds.isEmpty()) {
            long[] outOfReach = new long[shares];
            Arrays.fill(outOfReach, Long.MAX_VALUE);
            return outOfReach;
        }
        if (thresholds.size() != shares) {
            throw unfit();
        }
        return thresholds.stream()
                .mapToLong(threshold -> threshold.movePointRight(Fixed.PLACES).longValueExact())
                .toArray();
    }

    static IllegalArgumentException unfit() {
        return new IllegalArgumentException("the calibration does not fit the scheme at /cut");
    }

    /// Position of a tier that must be there.
    ///
    /// @throws IllegalArgumentException when the scheme has no such tier
    static int tierOf(Scheme scheme, String tier) {
        int index = scheme.tierIndex(tier);
        if (index < 0) {
            throw new IllegalArgumentException("the scheme has no tier \"" + tier + "\"");
        }
        return index;
    }

    /// First tier whose threshold is reached, or the number of thresholds.
    private static int firstReached(long[] descending, long value) {
        int tier = 0;
        while (tier < descending.length && value < descending[tier]) {
            tier++;
        }
        return tier;
    }

    private static @Nullable BigDecimal at(long[] thresholds, int code) {
        return code >= 0 && code < thresholds.length ? Fixed.toDecimal(thresholds[code]) : null;
    }

    /// By thresholds on the score. A customer who has a tier keeps it, or falls to the first below
    /// it, whose `leave` the score still reaches.
    final class ByScore implements BoundCut {

        private final long[] enter;
        private final long[] leave;

        private ByScore(long[] enter, long[] leave) {
            this.enter = enter;
            this.leave = leave;
        }

        static ByScore of(List<Tier> tiers) {
            long[] enter = new long[tiers.size() - 1];
            long[] leave = new long[tiers.size() - 1];
            for (int i = 0; i < enter.length; i++) {
                Tier tier = tiers.get(i);
                BigDecimal from = tier.enter();
                BigDecimal to = tier.leave();
                if (from == null) {
                    throw new IllegalArgumentException("tier \"" + tier.key() + "\" has no enter");
                }
                enter[i] = Fixed.of(from);
                leave[i] = to == null ? enter[i] : Fixed.of(to);
            }
            return new ByScore(enter, leave);
        }

        @Override
        public int code(int row, long score, int previous) {
            if (score == Evaluation.NO_SCORE) {
                return Standing.Reason.INELIGIBLE.code();
            }
            int entered = entered(score);
            if (previous < 0 || previous >= entered) {
                return entered;
            }
            int held = previous;
            while (held < entered && score < leave[held]) {
                held++;
            }
            return held;
        }

        int entered(long score) {
            return firstReached(enter, score);
        }

        /// The least score that gives this tier, which is not the lowest, or a higher one to who was in
        /// `previous`.
        long least(int code, int previous) {
            long least = Long.MAX_VALUE;
            for (int tier = 0; tier <= code; tier++) {
                least = Math.min(least, enter[tier]);
                if (previous >= 0 && tier >= previous) {
                    least = Math.min(least, leave[tier]);
                }
            }
            return least;
        }

        @Nullable
        BigDecimal threshold(int code, boolean held) {
            return at(held ? leave : enter, code);
        }
    }

    /// By thresholds on a metric.
    final class ByShare implements BoundCut {

        private final MetricColumn column;
        private final long[] thresholds;

        private ByShare(MetricColumn column, long[] thresholds) {
            this.column = column;
            this.thresholds = thresholds;
        }

        long value(int row) {
            return column.at(row);
        }

        @Nullable
        BigDecimal threshold(int code) {
            return at(thresholds, code);
        }

        LongStream thresholds() {
            return Arrays.stream(thresholds);
        }

        @Override
        public int code(int row, long score, int previous) {
            // An absent value is the least long there is, so below every threshold.
            return firstReached(thresholds, column.at(row));
        }
    }

    /// The same for all.
    record ByRules(int otherwise) implements BoundCut {
        @Override
        public int code(int row, long score, int previous) {
            return otherwise;
        }
    }
}
