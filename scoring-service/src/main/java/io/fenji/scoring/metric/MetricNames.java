package io.fenji.scoring.metric;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// Where each metric stands in `customer_metrics.values`. Metrics get their ordinal when they are first seen and keep
/// it.
public final class MetricNames {
    private final Map<String, Integer> ordinals;

    private MetricNames(Map<String, Integer> ordinals) {
        this.ordinals = ordinals;
    }

    public static MetricNames read(Connection connection) {
        Map<String, Integer> ordinals = new HashMap<>();
        Sql.each(
                connection,
                0,
                "select key, ordinal from metric_names",
                row -> ordinals.put(row.getString(1), row.getInt(2)));
        return new MetricNames(ordinals);
    }

    /// The names with those of the vectors added. Callers hold the follower's lock.
    static MetricNames including(Connection connection, Collection<MetricVector> vectors) {
        MetricNames known = read(connection);
        TreeSet<String> unknown = new TreeSet<>();
        for (MetricVector vector : vectors) {
            for (String key : vector.metrics().keySet()) {
                if (!known.ordinals.containsKey(key)) {
                    unknown.add(key);
                }
            }
        }
        for (String key : unknown) {
            int ordinal = known.ordinals.size() + 1;
            Sql.update(connection, "insert into metric_names (ordinal, key) values (?, ?)", ordinal, key);
            known.ordinals.put(key, ordinal);
        }
        return known;
    }

    /// From 1, or 0 when no customer has ever had the metric.
    public int ordinal(String key) {
        return ordinals.getOrDefault(key, 0);
    }

    /// The vector as PostgreSQL's array text, absent metrics null.
    String array(Map<String, Long> metrics) {
        String[] elements = new String[ordinals.size()];
        metrics.forEach((key, value) -> elements[ordinal(key) - 1] = Long.toString(value));
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < elements.length; i++) {
            text.append(i == 0 ? "" : ",").append(elements[i] == null ? "NULL" : elements[i]);
        }
        return text.append('}').toString();
    }
}
