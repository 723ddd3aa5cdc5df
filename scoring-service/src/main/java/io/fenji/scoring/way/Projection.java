package io.fenji.scoring.way;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// A customer's metrics on days to come, in units of 0.0001.
///
/// @param points by date what changes then; [MetricColumn#ABSENT] for a metric that is absent from then
///     on
record Projection(LocalDate to, Instant computedAt, Set<String> daily, TreeMap<LocalDate, Map<String, Long>> points) {
    private static final ObjectMapper LENIENT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /// Reads an answer of customer-service.
    ///
    /// @throws IOException when it is not as its contract says
    static Projection read(InputStream in) throws IOException {
        JsonNode answer = LENIENT.readTree(in);
        try {
            TreeMap<LocalDate, Map<String, Long>> points = new TreeMap<>();
            for (JsonNode point : answer.path("points")) {
                points.put(LocalDate.parse(point.path("date").asText()), changes(point));
            }
            Set<String> daily = new HashSet<>();
            answer.path("dailyMetrics").forEach(key -> daily.add(key.asText()));
            if (points.isEmpty()) {
                throw new IOException("the projection has no points");
            }
            return new Projection(
                    LocalDate.parse(answer.path("to").asText()),
                    Instant.parse(answer.path("computedAt").asText()),
                    daily,
                    points);
        } catch (DateTimeException notADate) {
            throw new IOException("the projection has a date that is none", notADate);
        }
    }

    private static Map<String, Long> changes(JsonNode point) {
        Map<String, Long> changes = new HashMap<>();
        point.path("metrics").properties().forEach(metric -> {
            boolean held =
                    metric.getValue().isNumber() && Fixed.fits(metric.getValue().decimalValue());
            changes.put(metric.getKey(), held ? Fixed.of(metric.getValue().decimalValue()) : MetricColumn.ABSENT);
        });
        point.path("absent").forEach(key -> changes.put(key.asText(), MetricColumn.ABSENT));
        return changes;
    }

    /// Whether one of them counts days.
    boolean anyDaily(Collection<String> metrics) {
        return metrics.stream().anyMatch(daily::contains);
    }

    /// Shows some days one after the other.
    ///
    /// @param wanted which days
    /// @param seen is given each with the metrics of that day; the map is the same each time
    void walk(Predicate<LocalDate> wanted, BiConsumer<LocalDate, Map<String, Long>> seen) {
        Map<String, Long> values = new HashMap<>();
        for (LocalDate day = points.firstKey(); !day.isAfter(to); day = day.plusDays(1)) {
            for (String metric : daily) {
                values.computeIfPresent(
                        metric, (key, value) -> value == MetricColumn.ABSENT ? value : value + Fixed.ONE);
            }
            values.putAll(points.getOrDefault(day, Map.of()));
            if (wanted.test(day)) {
                seen.accept(day, values);
            }
        }
    }
}
