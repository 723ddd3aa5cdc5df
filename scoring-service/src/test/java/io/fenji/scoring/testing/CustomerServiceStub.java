package io.fenji.scoring.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A customer-service with a metric feed and a catalogue, as its contract says. One for all tests of a JVM: each test
/// appends its own customers.
public final class CustomerServiceStub {
    /// What goes wrong with the next answers of the feed.
    public enum Fault {
        NONE,
        ERROR,
        CUT
    }

    private static final CustomerServiceStub INSTANCE = new CustomerServiceStub();
    private static final List<String> METRICS = new CopyOnWriteArrayList<>(List.of(
            "spend.365d",
            "orders.365d",
            "orders.lifetime",
            "grossSpend.lifetime",
            "spend.lifetime",
            "averageOrder.365d",
            "profit.365d",
            "recencyDays",
            "tenureDays",
            "orderGapDays",
            "assets",
            "creditRating",
            "categories.365d",
            "returnRate.365d",
            "discountShare.365d",
            "orders.90d",
            "spend.90d",
            "spend.180d",
            "largestOrder.365d",
            "interactions.90d",
            "interactions.365d",
            "activityTrend",
            "largestOrder.90d",
            "openComplaints",
            "grossSpend.365d"));

    private final Map<UUID, Long> positions = new LinkedHashMap<>();
    private final TreeMap<Long, String> lines = new TreeMap<>();
    private final Map<UUID, Function<LocalDate, Map<String, BigDecimal>>> past = new ConcurrentHashMap<>();
    private final List<String> pastRequests = new CopyOnWriteArrayList<>();
    private final Map<UUID, String> projections = new ConcurrentHashMap<>();
    private final StubPurchases purchases = new StubPurchases();
    private long last;
    private String epoch = UUID.randomUUID().toString().substring(0, 8);
    private Fault fault = Fault.NONE;
    private int longestPage = Integer.MAX_VALUE;
    private List<String> customFields;
    private LocalDate businessDate = LocalDate.parse("2026-06-30");

    private CustomerServiceStub() {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.getInteger(CustomerServicePort.PROPERTY)),
                    0);
            server.createContext("/v1/metric-feed", this::feed);
            server.createContext("/v1/metrics", this::catalogue);
            server.createContext("/v1/custom-fields", this::customFields);
            server.createContext("/v1/customers", this::customer);
            server.createContext("/v1/purchase-summaries", this::summaries);
            server.createContext("/v1/purchase-months", this::months);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static CustomerServiceStub running() {
        return INSTANCE;
    }

    /// The customer as it stands now; what was there before is replaced, as a compacted feed does.
    public synchronized void put(UUID customerId, String line) {
        Long before = positions.put(customerId, ++last);
        if (before != null) {
            lines.remove(before);
        }
        lines.put(last, line);
    }

    /// What is known now of the customer's metrics on past days.
    public void past(UUID customerId, Function<LocalDate, Map<String, BigDecimal>> metrics) {
        past.put(customerId, metrics);
    }

    /// Days of customers that were asked for.
    public List<String> pastRequests() {
        return pastRequests;
    }

    public synchronized void fault(Fault next) {
        fault = next;
    }

    /// Pages have at most so many items, whatever is asked for.
    public synchronized void longestPage(int items) {
        longestPage = items;
    }

    /// A user has defined a metric.
    public void define(String key) {
        METRICS.add(key);
    }

    /// The day has changed, and nobody's vector with it.
    public synchronized void businessDate(LocalDate date) {
        businessDate = date;
    }

    /// The database was replaced: cursors are of another epoch, and only these customers are still known.
    public synchronized void startOver(List<UUID> kept) {
        epoch = UUID.randomUUID().toString().substring(0, 8);
        Map<Long, String> old = new TreeMap<>(lines);
        Map<UUID, Long> places = new LinkedHashMap<>(positions);
        lines.clear();
        positions.clear();
        places.forEach((id, place) -> {
            if (kept.contains(id)) {
                put(id, old.get(place));
            }
        });
    }

    public synchronized List<UUID> customers() {
        return List.copyOf(positions.keySet());
    }

    private synchronized void feed(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String after = parameter(query, "after");
        int limit = Math.min(longestPage, Integer.parseInt(parameter(query, "limit")));
        if (fault == Fault.ERROR) {
            answer(exchange, 500, "application/problem+json", "{\"status\":500}");
            return;
        }
        if (!after.isEmpty() && !after.startsWith(epoch)) {
            answer(exchange, 410, "application/problem+json", "{\"status\":410,\"code\":\"FEED_EPOCH_CHANGED\"}");
            return;
        }
        long position = after.isEmpty() ? 0 : Long.parseLong(after.substring(epoch.length() + 1));
        StringBuilder body = new StringBuilder();
        int count = 0;
        for (Map.Entry<Long, String> line : lines.tailMap(position, false).entrySet()) {
            if (count == limit) {
                break;
            }
            body.append(line.getValue()).append('\n');
            position = line.getKey();
            count++;
        }
        boolean more = !lines.tailMap(position, false).isEmpty();
        if (fault == Fault.CUT) {
            answer(exchange, 200, "application/x-ndjson", body.toString());
            return;
        }
        body.append(
                "{\"end\":true,\"count\":%d,\"next\":\"%s-%d\",\"more\":%s,\"businessDate\":\"%s\",\"dailyMetrics\":[\"recencyDays\",\"tenureDays\",\"firstPurchaseDays\",\"lastPurchaseDays\"]}\n"
                        .formatted(count, epoch, position, more, businessDate));
        answer(exchange, 200, "application/x-ndjson", body.toString());
    }

    /// The analytic custom fields that there are; null for a service that does not answer.
    public synchronized void customFields(List<String> keys) {
        customFields = keys;
    }

    private synchronized void customFields(HttpExchange exchange) throws IOException {
        if (customFields == null) {
            answer(exchange, 404, "application/problem+json", "{\"status\":404}");
            return;
        }
        String items = customFields.stream()
                .map(key -> "{\"key\":\"%s\",\"type\":\"TEXT\",\"analytic\":true}".formatted(key))
                .collect(Collectors.joining(","));
        answer(
                exchange,
                200,
                "application/json",
                "{\"items\":[{\"key\":\"secret\",\"analytic\":false}%s]}"
                        .formatted(items.isEmpty() ? "" : "," + items));
    }

    /// What the catalogue answers.
    public static String catalogue() {
        return METRICS.stream()
                .map(StubCatalogue::item)
                .collect(Collectors.joining(",", "{\"items\":[", "],\"pending\":[]}"));
    }

    private void catalogue(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "application/json", catalogue());
    }

    public StubPurchases purchases() {
        return purchases;
    }

    private void summaries(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (isBroken(exchange)) {
            return;
        }
        String body = purchases.summaries(LocalDate.parse(parameter(query, "until")), parameter(query, "holdoutUntil"));
        answer(exchange, 200, "application/x-ndjson", body);
    }

    private void months(HttpExchange exchange) throws IOException {
        if (!isBroken(exchange)) {
            LocalDate until = LocalDate.parse(parameter(exchange.getRequestURI().getQuery(), "until"));
            answer(exchange, 200, "application/json", purchases.months(until));
        }
    }

    private synchronized boolean isBroken(HttpExchange exchange) throws IOException {
        if (fault == Fault.ERROR) {
            answer(exchange, 500, "application/problem+json", "{\"status\":500}");
            return true;
        }
        return false;
    }

    /// What is projected for the customer.
    public void project(UUID customerId, String json) {
        projections.put(customerId, json);
    }

    private void customer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/metrics")) {
            past(exchange);
        } else {
            projection(exchange);
        }
    }

    private void projection(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().split("/")[3];
        String projection = projections.get(UUID.fromString(id));
        if (projection == null) {
            answer(exchange, 404, "application/problem+json", "{\"status\":404}");
        } else {
            answer(exchange, 200, "application/json", projection);
        }
    }

    /// `/v1/customers/{id}/metrics?asOf=`
    private void past(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().split("/")[3];
        LocalDate date = LocalDate.parse(parameter(exchange.getRequestURI().getQuery(), "asOf"));
        pastRequests.add(id + " " + date);
        Function<LocalDate, Map<String, BigDecimal>> metrics = past.get(UUID.fromString(id));
        if (metrics == null) {
            answer(exchange, 404, "application/problem+json", "{\"status\":404,\"code\":\"NOT_FOUND\"}");
            return;
        }
        synchronized (this) {
            if (fault == Fault.ERROR) {
                answer(exchange, 500, "application/problem+json", "{\"status\":500}");
                return;
            }
        }
        answer(exchange, 200, "application/json", vector(id, date, metrics.apply(date)));
    }

    /// A customer's metrics as the contract has them.
    public static String vector(String id, LocalDate date, Map<String, BigDecimal> metrics) {
        return "{\"customerId\":\"%s\",\"metrics\":{%s},\"businessDate\":\"%s\",\"computedAt\":\"2026-06-30T01:02:03.123Z\"}"
                .formatted(id, TestCustomer.json(metrics), date);
    }

    private static String parameter(String query, String name) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
