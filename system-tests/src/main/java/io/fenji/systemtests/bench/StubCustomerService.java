package io.fenji.systemtests.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Serves a [SyntheticBase] as customer-service serves its metric feed and catalogue, so that
/// scoring-service can follow it over real HTTP. Its cursor is the number of customers sent.
final class StubCustomerService implements AutoCloseable {
    static final String BUSINESS_DATE = "2026-06-30";
    private static final String COMPUTED_AT = "2026-06-30T01:02:03Z";

    private final SyntheticBase base;
    private final boolean purchases;
    private final byte[] catalogue;
    private final HttpServer server;

    /// @param purchases whether it has what value models are made of, too
    StubCustomerService(SyntheticBase base, boolean purchases) throws IOException {
        this.base = base;
        this.purchases = purchases;
        this.catalogue = Stream.concat(
                        SyntheticBase.METRICS.stream(),
                        purchases ? SyntheticPurchases.METRICS.stream() : Stream.empty())
                .map(key ->
                        "{\"key\":\"%s\",\"group\":\"value\",\"name\":{\"zh-CN\":\"%s\",\"en\":\"%s\"},\"unit\":\"count\","
                                        .formatted(key, key, key)
                                + "\"description\":{\"zh-CN\":\"–\",\"en\":\"–\"}}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/metrics", this::catalogue);
        server.createContext("/v1/metric-feed", this::feed);
        if (purchases) {
            server.createContext("/v1/purchase-summaries", this::summaries);
            server.createContext("/v1/purchase-months", StubCustomerService::months);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void catalogue(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, catalogue.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(catalogue);
        }
    }

    private void feed(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        int from = Integer.parseInt(query.getOrDefault("after", "c0").substring(1));
        int to = Math.min(base.size(), from + Integer.parseInt(query.getOrDefault("limit", "5000")));
        if (from == to) {
            LockSupport.parkNanos(Duration.ofSeconds(Long.parseLong(query.getOrDefault("wait", "0")))
                    .toNanos());
        }
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 64 * 1024)) {
            StringBuilder line = new StringBuilder(1500);
            for (int index = from; index < to; index++) {
                line.setLength(0);
                write(line, index);
                out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            }
            out.write(
                    "{\"end\":true,\"count\":%d,\"next\":\"c%d\",\"more\":%b,\"businessDate\":\"%s\",\"dailyMetrics\":[]}\n"
                            .formatted(to - from, to, to < base.size(), BUSINESS_DATE)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private void write(StringBuilder line, int index) {
        line.append("{\"customerId\":\"").append(base.id(index));
        line.append("\",\"deleted\":false,\"keys\":[{\"source\":\"bench\",\"key\":\"C");
        line.append(index)
                .append(
                        "\"}],\"attributes\":{\"kind\":\"PERSON\",\"country\":\"CN\",\"province\":\"广东\"},\"metrics\":{");
        String comma = "";
        for (Map.Entry<String, BigDecimal> metric : base.vector(index).entrySet()) {
            line.append(comma).append('"').append(metric.getKey()).append("\":");
            line.append(metric.getValue().toPlainString());
            comma = ",";
        }
        if (purchases) {
            SyntheticPurchases.of(base, index).writeMetrics(line);
        }
        line.append("},\"businessDate\":\"").append(BUSINESS_DATE);
        line.append("\",\"computedAt\":\"").append(COMPUTED_AT).append("\"}\n");
    }

    private void summaries(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        LocalDate until = LocalDate.parse(query.get("until"));
        int later = Math.toIntExact(ChronoUnit.DAYS.between(until, LocalDate.parse(BUSINESS_DATE)));
        boolean holdOut = query.containsKey("holdoutUntil");
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 64 * 1024)) {
            StringBuilder line = new StringBuilder(300);
            int count = 0;
            for (int index = 0; index < base.size(); index++) {
                line.setLength(0);
                if (SyntheticPurchases.of(base, index).writeSummary(line, base.id(index), later, holdOut)) {
                    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
                    count++;
                }
            }
            String end = holdOut ? ",\"holdoutUntil\":\"" + query.get("holdoutUntil") + '"' : "";
            out.write("{\"end\":true,\"count\":%d,\"until\":\"%s\"%s,\"currency\":\"CNY\"}\n"
                    .formatted(count, until, end)
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Too few for a season.
    private static void months(HttpExchange exchange) throws IOException {
        byte[] body = "{\"until\":\"%s\",\"currency\":\"CNY\",\"months\":[]}"
                .formatted(BUSINESS_DATE)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
