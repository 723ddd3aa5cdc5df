package io.fenji.engine.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Metrics and attributes of many customers, immutable, column by column. Rows have no names: the
/// caller keeps the customer ids in row order. Build it with [TableBuilder]; safe to read from
/// several threads.
public final class MetricTable {

    private final int size;
    private final Map<String, MetricColumn> metrics;
    private final Map<String, AttributeColumn> attributes;
    private final Map<String, AttributeColumn> tiers;

    MetricTable(
            int size,
            Map<String, MetricColumn> metrics,
            Map<String, AttributeColumn> attributes,
            Map<String, AttributeColumn> tiers) {
        this.size = size;
        this.metrics = new HashMap<>(metrics);
        this.attributes = new HashMap<>(attributes);
        this.tiers = new HashMap<>(tiers);
    }

    /// A table with one row.
    ///
    /// @throws ArithmeticException when a metric is beyond 400 trillion
    public static MetricTable ofOne(Map<String, BigDecimal> metrics, Map<String, String> attributes) {
        TableBuilder builder = new TableBuilder(metrics.keySet(), attributes.keySet(), 1);
        builder.addRow();
        metrics.forEach(builder::metric);
        attributes.forEach(builder::attribute);
        return builder.build();
    }

    /// Number of rows.
    public int size() {
        return size;
    }

    /// The metric's column; one in which every row is absent when the table does not have it.
    public MetricColumn metric(String key) {
        MetricColumn column = metrics.get(key);
        return column == null ? absentMetric() : column;
    }

    /// The attribute's column; one in which every row is absent when the table does not have it.
    public AttributeColumn attribute(String key) {
        AttributeColumn column = attributes.get(key);
        return column == null ? absentAttribute() : column;
    }

    /// The column of the customers' tiers in another scheme; one in which nobody has any when the table does
    /// not have it.
    public AttributeColumn tier(String scheme) {
        AttributeColumn column = tiers.get(scheme);
        return column == null ? absentAttribute() : column;
    }

    /// The same table with a metric more, or another in its place.
    ///
    /// @param values scaled, one a row; kept, not copied
    public MetricTable with(String metric, long[] values) {
        Map<String, MetricColumn> more = new HashMap<>(metrics);
        more.put(metric, MetricColumn.wide(values));
        return new MetricTable(size, more, attributes, tiers);
    }

    private MetricColumn absentMetric() {
        int[] values = new int[size];
        Arrays.fill(values, MetricColumn.NARROW_ABSENT);
        return MetricColumn.narrow(values, 1);
    }

    private AttributeColumn absentAttribute() {
        int[] codes = new int[size];
        Arrays.fill(codes, AttributeColumn.ABSENT);
        return new AttributeColumn(codes, List.of());
    }
}
