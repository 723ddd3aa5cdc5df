package io.fenji.engine.warning;

import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.value.ContactOutlook;
import io.fenji.engine.value.ValueCalibration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Warning rules with their calibration, ready to run. Immutable; may be shared between threads and
/// kept.
public final class WarningEvaluator {

    private final WarningRules rules;
    private final long valuableFrom;

    private WarningEvaluator(WarningRules rules, long valuableFrom) {
        this.rules = rules;
        this.valuableFrom = valuableFrom;
    }

    /// Makes rules ready to run.
    ///
    /// @param calibration of [WarningRules#valuing()]
    public static WarningEvaluator of(WarningRules rules, Calibration calibration) {
        return new WarningEvaluator(
                rules,
                calibration.share() instanceof CalibratedShare.TopThresholds top
                                && !top.thresholds().isEmpty()
                        ? Fixed.of(top.thresholds().getFirst())
                        : Long.MAX_VALUE);
    }

    /// The same before anything was estimated: nobody is valuable.
    public static WarningEvaluator of(WarningRules rules) {
        return new WarningEvaluator(rules, Long.MAX_VALUE);
    }

    public WarningRules rules() {
        return rules;
    }

    /// Keys of the metrics that the rules read, besides those of the population's condition.
    public Set<String> metrics() {
        Set<String> metrics = new TreeSet<>(Set.of(rules.value().metric()));
        if (rules.activityFalling() != null) {
            metrics.addAll(ActivitySigns.METRICS);
        }
        if (rules.orderGap() != null) {
            metrics.addAll(OrderGapSigns.METRICS);
        }
        if (rules.spendFalling() != null) {
            metrics.addAll(SpendSigns.METRICS);
        }
        if (rules.churnRisk() != null) {
            metrics.addAll(ChurnSigns.METRICS);
        }
        if (rules.openComplaint() != null) {
            metrics.addAll(ComplaintSigns.METRICS);
        }
        return metrics;
    }

    /// Whether a value of the rules' metric makes a customer valuable.
    ///
    /// @param scaled [MetricColumn#ABSENT] for none
    public boolean isValuable(long scaled) {
        return scaled != MetricColumn.ABSENT && scaled >= valuableFrom;
    }

    /// What is foreseen of customers who stay silent, for all tables of a day; null where no churn is foreseen.
    public @Nullable ContactOutlook outlook(ValueCalibration calibration, LocalDate today) {
        WarningRules.@Nullable ChurnRisk rule = rules.churnRisk();
        return rule == null || rule.leadDays() == 0
                ? null
                : ContactOutlook.of(calibration, today, rule.costs(), rule.leadDays());
    }

    /// The rules on the rows of a table, which has [#metrics()] and what the population's condition
    /// reads.
    ///
    /// @param today what the table's days are counted to
    /// @param outlook what value models foretell of the same rows; null without models: then churn is
    ///     found by the metrics, and none is foreseen
    public Bound bind(MetricTable table, LocalDate today, @Nullable ChurnOutlook outlook) {
        List<BoundSigns> signs = new ArrayList<>();
        if (rules.activityFalling() != null) {
            signs.add(new ActivitySigns(rules.activityFalling(), table));
        }
        if (rules.orderGap() != null) {
            signs.add(new OrderGapSigns(rules.orderGap(), table, today));
        }
        if (rules.spendFalling() != null) {
            signs.add(new SpendSigns(rules.spendFalling(), table));
        }
        if (rules.churnRisk() != null) {
            signs.add(new ChurnSigns(rules.churnRisk(), table, today, outlook));
        }
        if (rules.openComplaint() != null) {
            signs.add(new ComplaintSigns(rules.openComplaint(), table));
        }
        return new Bound(
                BoundCondition.bind(rules.population(), table),
                signs,
                table.metric(rules.value().metric()));
    }

    /// Rules bound to a table. Not for several threads.
    public final class Bound {

        private final BoundCondition population;
        private final List<BoundSigns> signs;
        private final MetricColumn value;

        private Bound(BoundCondition population, List<BoundSigns> signs, MetricColumn value) {
            this.population = population;
            this.signs = signs;
            this.value = value;
        }

        /// What is wrong with the row's customer, by the metrics; one sign a kind at most.
        public List<Sign> signs(int row) {
            List<Sign> found = List.of();
            if (population.test(row) == Truth.TRUE) {
                for (int i = 0; i < signs.size(); i++) {
                    Sign sign = signs.get(i).at(row);
                    if (sign != null) {
                        found = found.isEmpty() ? new ArrayList<>() : found;
                        found.add(sign);
                    }
                }
            }
            return found;
        }

        public boolean isValuable(int row) {
            return WarningEvaluator.this.isValuable(value.at(row));
        }
    }
}
