package io.fenji.engine.warning;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Complaints that are not resolved.
final class ComplaintSigns implements BoundSigns {

    static final List<String> METRICS = List.of("openComplaints");

    private final WarningRules.OpenComplaint rule;
    private final MetricColumn open;

    ComplaintSigns(WarningRules.OpenComplaint rule, MetricTable table) {
        this.rule = rule;
        open = table.metric(METRICS.getFirst());
    }

    @Override
    public @Nullable Sign at(int row) {
        long count = open.at(row);
        if (count == MetricColumn.ABSENT || count < rule.atLeast() * Fixed.ONE) {
            return null;
        }
        return new Sign(
                WarningKind.OPEN_COMPLAINT,
                count >= rule.urgentAtLeast() * Fixed.ONE,
                new TreeMap<>(Map.of("openComplaints", Fixed.toDecimal(count))));
    }
}
