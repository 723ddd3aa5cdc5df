package io.fenji.customer.metric;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/// What a customer's metrics will be on the days to come, as if nothing more came in.
///
/// @param dailyMetrics those that grow by one each day besides what the points say
/// @param points the first has all metrics, each later one what changes on its date
@RegisterForReflection
public record MetricProjection(
        UUID customerId,
        LocalDate businessDate,
        LocalDate to,
        Instant computedAt,
        List<String> dailyMetrics,
        List<Point> points) {

    /// What changes on a date.
    ///
    /// @param absent metrics that are absent from then on
    @RegisterForReflection
    public record Point(LocalDate date, Map<String, BigDecimal> metrics, List<String> absent) {}

    static MetricProjection of(
            UUID customerId,
            LocalDate to,
            Instant computedAt,
            List<String> daily,
            SequencedMap<LocalDate, MetricVector> vectors) {
        List<Point> points = new ArrayList<>();
        LocalDate first = vectors.firstEntry().getKey();
        LocalDate last = first;
        Map<String, BigDecimal> before = Map.of();
        for (Map.Entry<LocalDate, MetricVector> vector : vectors.entrySet()) {
            Map<String, BigDecimal> expected = counted(before, daily, last.until(vector.getKey(), ChronoUnit.DAYS));
            Map<String, BigDecimal> now = vector.getValue().toMap();
            Point point = change(vector.getKey(), expected, now);
            if (points.isEmpty() || !point.metrics.isEmpty() || !point.absent.isEmpty()) {
                points.add(point);
            }
            before = now;
            last = vector.getKey();
        }
        return new MetricProjection(customerId, first, to, computedAt, daily, points);
    }

    private static Point change(LocalDate date, Map<String, BigDecimal> expected, Map<String, BigDecimal> now) {
        Map<String, BigDecimal> changed = new LinkedHashMap<>();
        now.forEach((key, value) -> {
            BigDecimal known = expected.get(key);
            if (known == null || known.compareTo(value) != 0) {
                changed.put(key, value);
            }
        });
        List<String> absent =
                expected.keySet().stream().filter(key -> !now.containsKey(key)).toList();
        return new Point(date, changed, absent);
    }

    /// What the metrics are after some days in which only time passes.
    private static Map<String, BigDecimal> counted(Map<String, BigDecimal> metrics, List<String> daily, long days) {
        Map<String, BigDecimal> counted = new LinkedHashMap<>(metrics);
        counted.replaceAll((key, value) -> daily.contains(key) ? value.add(BigDecimal.valueOf(days)) : value);
        return counted;
    }
}
