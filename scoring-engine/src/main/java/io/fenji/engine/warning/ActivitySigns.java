package io.fenji.engine.warning;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Fewer interactions in 90 days than in those before, and than 365 days make likely.
final class ActivitySigns implements BoundSigns {

    static final List<String> METRICS = List.of("interactions.90d", "interactions.365d", "activityTrend");

    private static final double SHARE = 90.0 / 365;

    private final MetricColumn recent;
    private final MetricColumn year;
    private final MetricColumn trend;
    private final long atMost;
    private final Limits few;
    private final Limits urgentlyFew;

    ActivitySigns(WarningRules.ActivityFalling rule, MetricTable table) {
        recent = table.metric(METRICS.get(0));
        year = table.metric(METRICS.get(1));
        trend = table.metric(METRICS.get(2));
        atMost = Fixed.of(rule.atMost());
        few = few(rule.confidence());
        urgentlyFew = few(rule.urgentConfidence());
    }

    private static Limits few(BigDecimal confidence) {
        return new Limits(events -> Chance.unlikelyFew(events, SHARE, confidence.doubleValue()));
    }

    @Override
    public @Nullable Sign at(int row) {
        if (recent.at(row) == MetricColumn.ABSENT || year.at(row) == MetricColumn.ABSENT) {
            return null;
        }
        long now = recent.at(row) / Fixed.ONE;
        long all = year.at(row) / Fixed.ONE;
        // There is no trend after 90 days without any: silence goes on then.
        boolean falls = trend.at(row) == MetricColumn.ABSENT ? now == 0 : trend.at(row) <= atMost;
        if (!falls || now > few.of(all)) {
            return null;
        }
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("interactions90d", BigDecimal.valueOf(now));
        facts.put("usual90d", Fixed.toDecimal(Fixed.multiplyDivide((all - now) * Fixed.ONE, 90, 275)));
        return new Sign(WarningKind.ACTIVITY_FALLING, now <= urgentlyFew.of(all), facts);
    }
}
