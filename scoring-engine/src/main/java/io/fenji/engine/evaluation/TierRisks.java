package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Finds customers who may lose their tier: those whose move down is waiting for something, and those
/// near the threshold. Rules and manual tiers are heeded: who would stay where he is all the same is not
/// at risk.
///
/// Not for several threads.
public final class TierRisks {

    private final Scheme scheme;
    private final ManualTiers manual;
    private final RowEvaluator rows;
    private final BoundRules rulesBefore;
    private final BoundRules rulesAfter;
    private final @Nullable BoundCondition renewal;
    private final long points;
    private final BigDecimal share;

    private TierRisks(
            Evaluator evaluator, MetricTable table, Situation situation, BigDecimal points, BigDecimal share) {
        this.scheme = evaluator.compiled().scheme();
        this.manual = situation.manualTiers();
        this.rows = new RowEvaluator(evaluator.compiled(), table, situation);
        this.rulesBefore = new BoundRules(scheme, table, true);
        this.rulesAfter = new BoundRules(scheme, table, false);
        Condition renews = scheme.movement().downgrade().renewal();
        this.renewal = renews == null ? null : BoundCondition.bind(renews, table);
        this.points = Fixed.of(points);
        this.share = share;
    }

    /// Looks at customers where an evaluation has put them.
    ///
    /// @param situation the one that was evaluated; the stays in it are replaced by those that came of
    ///     it
    /// @param points near a threshold on the score is who is less than this above it
    /// @param share near a threshold on a metric is who is less than this share of it above it
    public static TierRisks after(
            Evaluator evaluator,
            MetricTable table,
            Evaluation evaluation,
            Situation situation,
            BigDecimal points,
            BigDecimal share) {
        return new TierRisks(
                evaluator,
                table,
                new Situation(staysOf(evaluation), situation.manualTiers(), situation.businessDate(), false),
                points,
                share);
    }

    /// The row's risk, null when there is none.
    public @Nullable TierRisk at(int row) {
        rows.evaluate(row);
        int tier = rows.tierCode();
        int held = rows.movement().tier();
        if (tier < 0 || held < 0 || held == scheme.tiers().size() - 1) {
            return null;
        }
        int target = rows.targetCode();
        if (target < 0 || target < held) {
            return null;
        }
        Edge edge = edge(row, held);
        Waiting waiting = null;
        int until = Stays.NO_DATE;
        int next;
        if (target > held) {
            waiting = rows.movement().waiting();
            until = rows.movement().until();
            if (waiting == null || isRenewed(row)) {
                return null;
            }
            int maxSteps = scheme.movement().downgrade().maxSteps();
            next = maxSteps == 0 ? target : Math.min(target, held + maxSteps);
        } else {
            if (edge == null || !edge.isNear() || isRenewed(row)) {
                return null;
            }
            next = rulesBefore.apply(row, held + 1);
            if (next >= 0 && next <= held) {
                return null;
            }
        }
        int below = ruled(row, next);
        if (below >= 0 && below <= tier) {
            return null;
        }
        return new TierRisk(
                tier,
                below,
                waiting,
                until,
                edge == null ? null : edge.metric,
                edge == null ? null : Fixed.toDecimal(edge.value),
                edge == null ? null : Fixed.toDecimal(edge.threshold));
    }

    private boolean isRenewed(int row) {
        return renewal != null && renewal.test(row) == Truth.TRUE;
    }

    private int ruled(int row, int code) {
        int ruled = rulesAfter.apply(row, code);
        ManualTier given = manual.at(row);
        return given == null ? ruled : given.applyTo(ruled);
    }

    /// Where the held tier ends and where the customer is, scaled.
    private record Edge(@Nullable String metric, long value, long threshold, long near) {
        boolean isNear() {
            return value - threshold < near;
        }
    }

    private @Nullable Edge edge(int row, int held) {
        return switch (rows.cut()) {
            case BoundCut.ByScore cut -> edge(null, rows.score(), cut.threshold(held, true), points);
            case BoundCut.ByShare cut -> {
                BigDecimal threshold = cut.threshold(held);
                yield edge(
                        metric(scheme.cut()),
                        cut.value(row),
                        threshold,
                        threshold == null
                                ? 0
                                : Fixed.of(threshold.multiply(share).abs()));
            }
            case ByClusters _, BoundCut.ByRules _ -> null;
        };
    }

    private static @Nullable Edge edge(@Nullable String metric, long value, @Nullable BigDecimal threshold, long near) {
        // No score and no value look alike: the least long there is.
        return threshold == null || value == MetricColumn.ABSENT || !Fixed.fits(threshold)
                ? null
                : new Edge(metric, value, Fixed.of(threshold), near);
    }

    private static @Nullable String metric(Cut cut) {
        return switch (cut) {
            case Cut.ValueShare share -> share.metric();
            case Cut.TopShare top -> top.metric();
            case Cut.Score _, Cut.Clusters _, Cut.Rules _ -> null;
        };
    }

    private static Stays staysOf(Evaluation evaluation) {
        return new Stays() {
            @Override
            public int tier(int row) {
                return evaluation.heldTierCode(row);
            }

            @Override
            public int since(int row) {
                return evaluation.since(row);
            }

            @Override
            public int graceUntil(int row) {
                return evaluation.graceUntil(row);
            }

            @Override
            public int reviewedOn(int row) {
                return evaluation.reviewedOn(row);
            }
        };
    }
}
