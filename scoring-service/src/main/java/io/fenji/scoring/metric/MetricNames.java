package io.fenji.scoring.metric;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Where each metric stands in `customer_metrics.values`, and which ones count days. Metrics get their
/// ordinal when they are first seen and keep it.
public final class MetricNames {
    private static final String DAYS_SINCE =
            "10000 * coalesce((select business_date from metric_copy) - m.business_date, 0)::bigint";

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

    boolean isDaily(String key) {
        return daily.contains(key);
    }

    /// The keys by ordinal.
    Map<Integer, String> keys() {
        Map<Integer, String> keys = new HashMap<>();
        ordinals.forEach((key, ordinal) -> keys.put(ordinal, key));
        return keys;
    }

    /// SQL for the metric's value at the base's business date, of a row `m` of `customer_metrics`.
    public String value(String key) {
        int ordinal = ordinal(key);
        if (ordinal == 0) {
            return "null::bigint";
        }
        String stored = "m.values[%d]".formatted(ordinal);
        return daily.contains(key)
                ? "case when %1$s is not null then greatest(0, %1$s + %2$s) end".formatted(stored, DAYS_SINCE)
                : stored;
    }

    /// From 1, or 0 when no customer has ever had the metric.
    private int ordinal(String key) {
        return ordinals.getOrDefault(key, 0);
    }

    /// The vector as PostgreSQL's array text, absent metrics null; those without an ordinal are left out.
    String array(Map<String, Long> metrics) {
        String[] elements = new String[ordinals.size()];
        metrics.forEach((key, value) -> {
            if (ordinal(key) > 0) {
                elements[ordinal(key) - 1] = Long.toString(value);
            }
        });
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < elements.length; i++) {
            text.append(i == 0 ? "" : ",").append(elements[i] == null ? "NULL" : elements[i]);
        }
        return text.append('}').toString();
    }
}
