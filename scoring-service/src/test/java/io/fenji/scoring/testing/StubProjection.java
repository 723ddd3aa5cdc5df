package io.fenji.scoring.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What customer-service projects for a customer: the metrics it has now, and what changes on later
/// dates.
public final class StubProjection {
    private final TestCustomer customer;
    private final TreeMap<LocalDate, Map<String, String>> changes = new TreeMap<>();
    private final LocalDate from;
    private LocalDate to;

    private StubProjection(TestCustomer customer, LocalDate from) {
        this.customer = customer;
        this.from = from;
        this.to = from.plusDays(395);
    }

    public static StubProjection of(TestCustomer customer) {
        return of(customer, LocalDate.parse("2026-06-30"));
    }

    /// @param from customer-service's business date
    public static StubProjection of(TestCustomer customer, LocalDate from) {
        return new StubProjection(customer, from);
    }

    /// @param value `null` for absent from then on
    public StubProjection then(String date, String metric, String value) {
        changes.computeIfAbsent(LocalDate.parse(date), none -> new TreeMap<>()).put(metric, value);
        return this;
    }

    public StubProjection upTo(String date) {
        to = LocalDate.parse(date);
        return this;
    }

    /// Has the stub answer with it.
    public void publish() {
        CustomerServiceStub.running().project(customer.id(), json());
    }

    public String json() {
        List<String> points = new ArrayList<>();
        points.add(point(
                from,
                customer.metrics().entrySet().stream()
                        .map(metric -> number(metric.getKey(), metric.getValue()))
                        .collect(Collectors.joining(",")),
                ""));
        changes.forEach((date, metrics) -> points.add(point(
                date,
                metrics.entrySet().stream()
                        .filter(metric -> !metric.getValue().equals("null"))
                        .map(metric -> number(metric.getKey(), new BigDecimal(metric.getValue())))
                        .collect(Collectors.joining(",")),
                metrics.entrySet().stream()
                        .filter(metric -> metric.getValue().equals("null"))
                        .map(metric -> "\"" + metric.getKey() + "\"")
                        .collect(Collectors.joining(",")))));
        return """
                {"customerId":"%s","businessDate":"%s","to":"%s","computedAt":"2026-06-30T05:06:07Z",
                 "dailyMetrics":["recencyDays","tenureDays"],"points":[%s]}""".formatted(customer.id(), from, to, String.join(",", points));
    }

    private static String number(String metric, BigDecimal value) {
        return "\"%s\":%s".formatted(metric, value.toPlainString());
    }

    private static String point(LocalDate date, String metrics, String absent) {
        return "{\"date\":\"%s\",\"metrics\":{%s},\"absent\":[%s]}".formatted(date, metrics, absent);
    }
}
