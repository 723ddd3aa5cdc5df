package io.fenji.scoring.metric;

import io.fenji.engine.table.MetricColumn;
import io.fenji.kit.sql.Sql;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Where each metric stands in `customer_metrics.values`, and which ones count days. Metrics get their
/// ordinal when they are first seen and keep it.
public final class MetricNames {
    private final Map<String, Integer> ordinals;
    private final Set<String> daily;

    private MetricNames(Map<String, Integer> ordinals, Set<String> daily) {
        this.ordinals = ordinals;
        this.daily = daily;
    }

    public static MetricNames read(Connection connection) {
        Map<String, Integer> ordinals = new HashMap<>();
        Set<String> daily = new HashSet<>();
        Sql.each(connection, 0, "select key, ordinal, daily from metric_names", row -> {
            ordinals.put(row.getString(1), row.getInt(2));
            if (row.getBoolean(3)) {
                daily.add(row.getString(1));
            }
        });
        return new MetricNames(ordinals, daily);
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

    /// Notes which metrics count days.
    static void count(Connection connection, Collection<String> daily) {
        Sql.update(
                connection, "update metric_names set daily = not daily where daily <> (key = any (?::text[]))", (Object)
                        daily.toArray(String[]::new));
    }

    /// Whether one of them counts days.
    public boolean anyDaily(Collection<String> keys) {
        return keys.stream().anyMatch(daily::contains);
    }

    /// The keys by ordinal.
    Map<Integer, String> keys() {
        Map<Integer, String> keys = new HashMap<>();
        ordinals.forEach((key, ordinal) -> keys.put(ordinal, key));
        return keys;
    }

    /// Whether the metric grows by one each day without being sent again.
    public boolean isDaily(String key) {
        return daily.contains(key);
    }

    /// From 1, or 0 when no customer has ever had the metric.
    public int ordinal(String key) {
        return ordinals.getOrDefault(key, 0);
    }

    /// The vector as it is stored: a long a metric, by ordinal; metrics without one are left out.
    byte[] packed(Map<String, Long> metrics) {
        long[] values = new long[ordinals.size()];
        Arrays.fill(values, MetricColumn.ABSENT);
        metrics.forEach((key, value) -> {
            if (ordinal(key) > 0) {
                values[ordinal(key) - 1] = value;
            }
        });
        ByteBuffer packed = ByteBuffer.allocate(values.length * Long.BYTES);
        packed.asLongBuffer().put(values);
        return packed.array();
    }
}
