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
    private final int size;
    private final long points;
    private final BigDecimal share;
    private int opened = -1;

    private TierRisks(
            Evaluator evaluator, MetricTable table, Situation situation, BigDecimal points, BigDecimal share) {
        this.scheme = evaluator.compiled().scheme();
        this.size = table.size();
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
                new Situation(
                        staysOf(evaluation),
                        situation.manualTiers(),
                        situation.businessDate(),
                        false,
                        situation.existing()),
                points,
                share);
    }

    /// The row's risk, null when there is none. Rows are best asked for in their order.
    public @Nullable TierRisk at(int row) {
        open(row);
        rows.evaluate(row);
        int tier = rows.tierCode();
        if (tier < 0) {
            return null;
        }
        boolean kept = rows.movement().kept() >= 0;
        if (isBelow(manual(row, rows.awaitedCode(row)), tier)) {
            return waiting(row, tier, kept);
        }
        return kept ? null : near(row, tier);
    }

    /// Something keeps the customer above where the version has him.
    private @Nullable TierRisk waiting(int row, int tier, boolean kept) {
        BoundMovement movement = rows.movement();
        Waiting waiting = movement.waiting();
        if (kept) {
            return risk(
                    row,
                    tier,
                    manual(row, rows.awaitedCode(row)),
                    waiting == null ? Waiting.PROTECTED : waiting,
                    movement.until());
        }
        if (waiting == null || isRenewed(row)) {
            return null;
        }
        int below = ruled(row, step(movement.tier(), rows.targetCode()));
        return isBelow(below, tier) ? risk(row, tier, below, waiting, movement.until()) : null;
    }

    private int step(int held, int target) {
        int maxSteps = scheme.movement().downgrade().maxSteps();
        return maxSteps == 0 || target < 0 ? target : Math.min(target, held + maxSteps);
    }

    /// A little less would be below the threshold.
    private @Nullable TierRisk near(int row, int tier) {
        int held = rows.movement().tier();
        Edge edge = held < 0 ? null : edge(row, held);
        if (edge == null || !edge.isNear() || rows.targetCode() != held || isRenewed(row)) {
            return null;
        }
        int next = rulesBefore.apply(row, held + 1);
        if (!isBelow(next, held)) {
            return null;
        }
        int below = ruled(row, next);
        return isBelow(below, tier) ? risk(row, tier, below, null, Stays.NO_DATE) : null;
    }

    private TierRisk risk(int row, int tier, int below, @Nullable Waiting waiting, int until) {
        int held = rows.movement().tier();
        Edge edge = held < 0 ? null : edge(row, held);
        return edge == null
                ? new TierRisk(tier, below, waiting, until, null, null, null)
                : new TierRisk(
                        tier,
                        below,
                        waiting,
                        until,
                        edge.metric,
                        Fixed.toDecimal(edge.value),
                        Fixed.toDecimal(edge.threshold));
    }

    private void open(int row) {
        int first = row - row % ScoreBlock.ROWS;
        if (first != opened) {
            rows.open(first, Math.min(ScoreBlock.ROWS, size - first));
            opened = first;
        }
    }

    private static boolean isBelow(int code, int tier) {
        return code < 0 || code > tier;
    }

    private boolean isRenewed(int row) {
        return renewal != null && renewal.test(row) == Truth.TRUE;
    }

    private int ruled(int row, int code) {
        return manual(row, rulesAfter.apply(row, code));
    }

    private int manual(int row, int code) {
        ManualTier given = manual.at(row);
        return given == null ? code : given.applyTo(code);
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

            @Override
            public int keptTier(int row) {
                return evaluation.keptTierCode(row);
            }
        };
    }
}
