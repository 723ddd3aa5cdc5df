package io.fenji.engine.warning;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.value.quality.ContactCosts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Churn that contacting the customer is worth its cost against, now or within the days ahead.
final class ChurnSigns implements BoundSigns {

    static final List<String> METRICS = List.of("churnRisk", "clv.365d");

    private final MetricColumn risk;
    private final MetricColumn value;
    private final ContactCosts costs;
    private final LocalDate today;
    private final @Nullable ChurnOutlook outlook;

    ChurnSigns(WarningRules.ChurnRisk rule, MetricTable table, LocalDate today, @Nullable ChurnOutlook outlook) {
        risk = table.metric(METRICS.get(0));
        value = table.metric(METRICS.get(1));
        costs = rule.costs();
        this.today = today;
        this.outlook = outlook;
    }

    @Override
    public @Nullable Sign at(int row) {
        if (risk.at(row) == MetricColumn.ABSENT || value.at(row) == MetricColumn.ABSENT) {
            return null;
        }
        double churn = (double) risk.at(row) / Fixed.ONE;
        double atRisk = (double) value.at(row) / Fixed.ONE;
        if (costs.pays(churn, atRisk)) {
            return new Sign(WarningKind.CHURN_RISK, true, facts(row, churn, atRisk));
        }
        OptionalInt days = daysUntilItPays(row);
        if (days.isEmpty()) {
            return null;
        }
        SortedMap<String, Object> facts = facts(row, churn, atRisk);
        facts.put("paysFrom", today.plusDays(days.getAsInt()));
        return new Sign(WarningKind.CHURN_RISK, false, facts);
    }

    private OptionalInt daysUntilItPays(int row) {
        return outlook == null
                ? OptionalInt.empty()
                : outlook.histories()
                        .apply(row)
                        .map(outlook.outlook()::daysUntilContactPays)
                        .orElseGet(OptionalInt::empty);
    }

    private SortedMap<String, Object> facts(int row, double churn, double atRisk) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("churnRisk", Fixed.toDecimal(risk.at(row)));
        facts.put("valueAtRisk", rounded(atRisk, 2));
        facts.put("threshold", rounded(costs.threshold(atRisk), 4));
        facts.put("gain", rounded(costs.gain(churn, atRisk), 2));
        return facts;
    }

    private static BigDecimal rounded(double number, int places) {
        return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP);
    }
}
