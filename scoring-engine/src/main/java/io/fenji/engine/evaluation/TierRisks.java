package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
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
    private final Evaluation evaluation;
    private final ManualTiers manual;
    private final RowEvaluator rows;
    private final BoundRules rulesBefore;
    private final BoundRules rulesAfter;
    private final @Nullable BoundCondition renewal;
    private final int size;
    private final boolean rulesCome;
    private final TierEdges edges;
    private int opened = -1;

    private TierRisks(
            Evaluator evaluator,
            MetricTable table,
            Evaluation evaluation,
            Situation situation,
            BigDecimal points,
            BigDecimal share) {
        this.evaluation = evaluation;
        this.scheme = evaluator.compiled().scheme();
        this.size = table.size();
        this.manual = situation.manualTiers();
        this.rows = new RowEvaluator(evaluator.compiled(), table, situation);
        this.rulesBefore = new BoundRules(scheme, table, true);
        this.rulesAfter = new BoundRules(scheme, table, false);
        Condition renews = scheme.movement().downgrade().renewal();
        this.renewal = renews == null ? null : BoundCondition.bind(renews, table);
        this.rulesCome = scheme.rules().stream().anyMatch(Rule::viaMovement);
        this.edges = new TierEdges(scheme, rows.cut(), evaluation, points, share);
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
                evaluation,
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
        if (isSafe(row)) {
            return null;
        }
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

    /// Most are, and need not be evaluated again: far above the threshold, or in the lowest tier, with
    /// nothing else that could have them fall.
    private boolean isSafe(int row) {
        int held = evaluation.heldTierCode(row);
        if (evaluation.tierCode(row) < 0) {
            return true;
        }
        if (held < 0 || rulesCome || evaluation.keptTierCode(row) >= 0) {
            return false;
        }
        return edges.isFar(row, held);
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
        TierEdges.Edge edge = held < 0 ? null : edges.of(row, held);
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
        TierEdges.Edge edge = held < 0 ? null : edges.of(row, held);
        return edge == null
                ? new TierRisk(tier, below, waiting, until, null, null, null)
                : new TierRisk(
                        tier,
                        below,
                        waiting,
                        until,
                        edge.metric(),
                        Fixed.toDecimal(edge.value()),
                        Fixed.toDecimal(edge.threshold()));
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
