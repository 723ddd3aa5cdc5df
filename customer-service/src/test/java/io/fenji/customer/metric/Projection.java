package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/// A projection as its reader takes it in: the points one after the other, and days between them.
record Projection(JsonNode answer) {

    /// Of the customer with a key of the source `demo`.
    static Projection of(String customer, LocalDate to) {
        return new Projection(tree(request()
                .queryParam("to", to.toString())
                .get("/v1/customers/by-key/demo/%s/metric-projection".formatted(customer))));
    }

    /// Some days of it: some points, the days before them, and others.
    SortedSet<LocalDate> days(Random random) {
        LocalDate first = LocalDate.parse(answer.path("businessDate").asText());
        LocalDate last = LocalDate.parse(answer.path("to").asText());
        SortedSet<LocalDate> days = new TreeSet<>();
        for (JsonNode point : answer.path("points")) {
            LocalDate date = LocalDate.parse(point.path("date").asText());
            if (date.equals(first) || random.nextInt(4) == 0) {
                days.add(date);
                days.add(date.equals(first) ? date : date.minusDays(1));
            }
        }
        long length = first.until(last, ChronoUnit.DAYS);
        random.longs(5, 0, length + 1).forEach(day -> days.add(first.plusDays(day)));
        days.add(last);
        return days;
    }

    Map<String, BigDecimal> at(LocalDate day) {
        Map<String, BigDecimal> metrics = new HashMap<>();
        LocalDate last = LocalDate.MIN;
        for (JsonNode point : answer.path("points")) {
            LocalDate date = LocalDate.parse(point.path("date").asText());
            if (date.isAfter(day)) {
                break;
            }
            count(metrics, last, date);
            point.path("metrics")
                    .properties()
                    .forEach(metric ->
                            metrics.put(metric.getKey(), metric.getValue().decimalValue()));
            point.path("absent").forEach(metric -> metrics.remove(metric.asText()));
            last = date;
        }
        count(metrics, last, day);
        metrics.replaceAll((key, value) -> value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
        return metrics;
    }

    private void count(Map<String, BigDecimal> metrics, LocalDate from, LocalDate to) {
        answer.path("dailyMetrics")
                .forEach(key -> metrics.computeIfPresent(
                        key.asText(), (metric, days) -> days.add(BigDecimal.valueOf(from.until(to, ChronoUnit.DAYS)))));
    }
}
