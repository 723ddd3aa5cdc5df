package io.fenji.scoring.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// A customer as the metric feed carries it. Its `channel` keeps the base of one test apart from the others'.
public record TestCustomer(UUID id, String channel, Map<String, BigDecimal> metrics) {
    public TestCustomer {
        metrics = new TreeMap<>(metrics);
    }

    public static TestCustomer of(String channel, Map<String, BigDecimal> metrics) {
        return new TestCustomer(UUID.randomUUID(), channel, metrics);
    }

    public TestCustomer with(String metric, String value) {
        Map<String, BigDecimal> changed = new TreeMap<>(metrics);
        changed.put(metric, new BigDecimal(value));
        return new TestCustomer(id, channel, changed);
    }

    public Map<String, String> attributes() {
        return Map.of("kind", "PERSON", "channel", channel);
    }

    public String key() {
        return "K-" + id;
    }

    public TestCustomer publish() {
        CustomerServiceStub.running().put(id, line());
        return this;
    }

    public void delete() {
        CustomerServiceStub.running().put(id, tombstone());
    }

    public void erase() {
        CustomerServiceStub.running()
                .put(id, tombstone().replace("\"deleted\":true,", "\"deleted\":true,\"reason\":\"ERASED\","));
    }

    /// With a field that no contract has yet.
    public String line() {
        return plainLine().replaceFirst("\\{", "{\"future\":{\"a\":[1]},");
    }

    public String plainLine() {
        return """
                {"customerId":"%s","deleted":false,"keys":[{"source":"test","key":"%s"}],"attributes":{"kind":"PERSON","channel":"%s"},"metrics":{%s},"businessDate":"2026-06-30","computedAt":"2026-06-30T01:02:03.123Z"}""".formatted(id, key(), channel, json(metrics));
    }

    static String json(Map<String, BigDecimal> metrics) {
        return metrics.entrySet().stream()
                .map(metric ->
                        "\"%s\":%s".formatted(metric.getKey(), metric.getValue().toPlainString()))
                .collect(Collectors.joining(","));
    }

    /// Sent again on another day of the base.
    public TestCustomer publish(LocalDate businessDate) {
        CustomerServiceStub.running()
                .put(
                        id,
                        line().replace("\"businessDate\":\"2026-06-30\"", "\"businessDate\":\"" + businessDate + "\""));
        return this;
    }

    public String tombstone() {
        return """
                {"customerId":"%s","deleted":true,"keys":[{"source":"test","key":"%s"}],"businessDate":"2026-06-30","computedAt":"2026-06-30T01:02:04Z"}""".formatted(id, key());
    }
}
