package io.fenji.engine.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A table with one row whose metrics may be changed: columns that were found in it before show the
/// change. Not for several threads.
public final class TrialRow {

    private final List<String> metrics;
    private final long[][] values;
    private final MetricTable table;

    private TrialRow(List<String> metrics, long[][] values, MetricTable table) {
        this.metrics = metrics;
        this.values = values;
        this.table = table;
    }

    /// Copies these columns of a row.
    public static TrialRow of(
            MetricTable table,
            int row,
            Collection<String> metricKeys,
            Collection<String> attributeKeys,
            Collection<String> schemes) {
        List<String> metrics = List.copyOf(metricKeys);
        long[][] values = new long[metrics.size()][1];
        Map<String, MetricColumn> columns = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            values[i][0] = table.metric(metrics.get(i)).at(row);
            columns.put(metrics.get(i), MetricColumn.wide(values[i]));
        }
        Map<String, AttributeColumn> attributes = new HashMap<>();
        attributeKeys.forEach(key -> attributes.put(key, only(table.attribute(key), row)));
        Map<String, AttributeColumn> tiers = new HashMap<>();
        schemes.forEach(key -> tiers.put(key, only(table.tier(key), row)));
        return new TrialRow(metrics, values, new MetricTable(1, columns, attributes, tiers));
    }

    private static AttributeColumn only(AttributeColumn column, int row) {
        return new AttributeColumn(new int[] {column.at(row)}, column.dictionary());
    }

    public MetricTable table() {
        return table;
    }

    /// The metrics' keys; elsewhere a metric is its position in this list.
    public List<String> metrics() {
        return metrics;
    }

    /// The scaled value, or [MetricColumn#ABSENT].
    public long at(int metric) {
        return values[metric][0];
    }

    /// Changes a metric.
    ///
    /// @param value scaled, or [MetricColumn#ABSENT]
    public void set(int metric, long value) {
        values[metric][0] = value;
    }
}
