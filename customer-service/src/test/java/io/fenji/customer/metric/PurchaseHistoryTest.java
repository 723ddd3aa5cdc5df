package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random histories of orders of one day and of several, free ones, returns that name an order or none, cancellations,
/// other
/// currencies whose rates are corrected, files, deletions, merges, erasures and restrictions: what is stored, what is
/// computed
/// for a day gone by and what the summaries say is what the definition of purchase days says.
@QuarkusTest
@ServiceTest
class PurchaseHistoryTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final LocalDate TODAY = LocalDate.of(2011, 12, 10);
    private static final Set<String> KEYS =
            Set.of("purchaseDays.lifetime", "firstPurchaseDays", "lastPurchaseDays", "repeatSpend.lifetime");
    private static final String HEADER =
            "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency,returns_order_key\n";
    private static final String RATED = "MOP";
    private static final List<LocalDate> RATE_DATES = List.of(LocalDate.of(2005, 1, 1), LocalDate.of(2011, 11, 20));
    private static final int STEPS = 30;

    private record Placed(
            String customer,
            LocalDate day,
            LocalTime time,
            String status,
            String currency,
            @Nullable BigDecimal bought,
            @Nullable BigDecimal back,
            @Nullable String returns) {}

    private final Map<String, UUID> customers = new TreeMap<>();
    private final Set<String> restricted = new HashSet<>();
    private final Map<String, Placed> orders = new TreeMap<>();
    private final Map<LocalDate, BigDecimal> rates = new TreeMap<>();
    private final String prefix = fresh("B");
    private LocalDate date = TODAY;

    @Inject
    Database database;

    @Inject
    MetricRefresh refresh;

    @AfterEach
    void backToTheTestsDateWithoutRates() {
        for (LocalDate from : RATE_DATES) {
            String path = "/v1/exchange-rates/%s/%s".formatted(RATED, from);
            request().header("If-Match", request().get(path).header("ETag")).delete(path);
        }
        Api.await(json("{}").post("/v1/metric-refreshes").header("Location"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void storedComputedAndSummedUpAreTheDefinition(long seed) {
        Random random = new Random(seed);
        json("{}").put("/v1/products/by-key/demo/" + prefix + "P");
        for (int i = 0; i < 6; i++) {
            String key = prefix + "C" + i;
            customers.put(key, id(json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + key)));
        }
        RATE_DATES.forEach(from -> rate(random, from));
        for (int step = 0; step < STEPS; step++) {
            step(random);
            String place = "seed %d, step %d on %s, restricted %s, rates %s: %s"
                    .formatted(seed, step, date, restricted, rates, orders);
            for (String customer : customers.keySet()) {
                assertThat(metrics(customer, null))
                        .as("%s, %s", customer, place)
                        .isEqualTo(at(customer, date).metrics());
            }
            LocalDate past = date.minusDays(random.nextInt(450));
            String asked = any(random);
            assertThat(metrics(asked, past))
                    .as("%s as of %s, %s", asked, past, place)
                    .isEqualTo(at(asked, past).metrics());
            @Nullable LocalDate holdout = random.nextBoolean() ? past.plusDays(1 + random.nextInt(400)) : null;
            @Nullable LocalDate last = holdout != null && holdout.isAfter(date) ? null : holdout;
            assertThat(summaries(past, last))
                    .as("until %s and %s, %s", past, last, place)
                    .isEqualTo(expected(past, last));
        }
        List<UUID> outdated =
                database.call(connection -> refresh.outdated(connection, List.copyOf(customers.values())));
        assertThat(outdated).as("the self-check, seed %d", seed).isEmpty();
        Map<String, Map<String, BigDecimal>> incremental = all();
        database.transaction(c -> Sql.update(c, "delete from customer_metrics"));
        Api.await(json("{\"businessDate\": \"%s\"}".formatted(date))
                .post("/v1/metric-refreshes")
                .header("Location"));
        assertThat(all()).as("from scratch, seed %d", seed).isEqualTo(incremental);
    }

    private void step(Random random) {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> single(random);
            case 4, 5, 6 -> batch(random);
            case 7, 8 -> file(random);
            case 9 -> {
                if (!orders.isEmpty()) {
                    String key = anyOf(random, orders.keySet());
                    String path = "/v1/orders/by-key/demo/" + key;
                    request()
                            .header("If-Match", request().get(path).header("ETag"))
                            .delete(path)
                            .then()
                            .statusCode(204);
                    orders.remove(key);
                }
            }
            case 10, 11 -> rate(random, RATE_DATES.get(random.nextInt(2)));
            case 12 -> {
                LocalDate next = date.plusDays(List.of(1, 30, -3, -40).get(random.nextInt(4)));
                database.transaction(connection -> refresh.changeDay(connection, next, done -> {}));
                date = next;
            }
            case 13 -> restrict(any(random));
            case 14 -> merge(random);
            default -> erase(random);
        }
    }

    private void restrict(String customer) {
        String path = "/v1/customers/%s/restriction".formatted(customers.get(customer));
        if (restricted.remove(customer)) {
            request().delete(path).then().statusCode(204);
        } else {
            json("{\"reason\": \"asked\"}").put(path);
            restricted.add(customer);
        }
    }

    private void merge(Random random) {
        String survivor = any(random);
        String merged = any(random);
        if (customers.size() < 3
                || survivor.equals(merged)
                || restricted.contains(survivor)
                || restricted.contains(merged)) {
            return;
        }
        json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}"
                        .formatted(customers.get(survivor), customers.get(merged)))
                .post("/v1/merges")
                .then()
                .statusCode(201);
        customers.remove(merged);
        orders.replaceAll((key, order) -> order.customer().equals(merged) ? moved(order, survivor) : order);
    }

    private static Placed moved(Placed order, String customer) {
        return new Placed(
                customer,
                order.day(),
                order.time(),
                order.status(),
                order.currency(),
                order.bought(),
                order.back(),
                order.returns());
    }

    private void erase(Random random) {
        String gone = any(random);
        if (customers.size() < 4) {
            return;
        }
        Api.await(json("{\"customers\": [{\"id\": \"%s\"}]}".formatted(customers.get(gone)))
                .post("/v1/erasures")
                .header("Location"));
        customers.remove(gone);
        restricted.remove(gone);
        orders.values().removeIf(order -> order.customer().equals(gone));
    }

    private void rate(Random random, LocalDate from) {
        BigDecimal rate = BigDecimal.valueOf(1 + random.nextInt(20_000), 4);
        json("{\"rate\": %s}".formatted(rate.toPlainString()))
                .put("/v1/exchange-rates/%s/%s".formatted(RATED, from))
                .then()
                .statusCode(oneOf(200, 201));
        rates.put(from, rate);
    }

    private void single(Random random) {
        String key = prefix + "O" + random.nextInt(30);
        Placed order = order(random, key);
        Response answer = json(body(order, "")).put("/v1/orders/by-key/demo/" + key);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
        orders.put(key, order);
    }

    private void batch(Random random) {
        Map<String, Placed> batch = some(random);
        Response answer = json(batch.entrySet().stream()
                        .map(entry -> body(
                                entry.getValue(),
                                "\"key\": {\"source\": \"demo\", \"key\": \"%s\"},".formatted(entry.getKey())))
                        .collect(Collectors.joining(",", "{\"items\": [", "]}")))
                .post("/v1/orders:batch");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        orders.putAll(batch);
    }

    private void file(Random random) {
        Map<String, Placed> batch = some(random);
        StringBuilder file = new StringBuilder(HEADER);
        batch.forEach((key, order) -> {
            int line = 1;
            for (Map.Entry<String, BigDecimal> each : lines(order).entrySet()) {
                file.append("%s,%d,%s,%s,%s,web,%s,%s,%s,,%s,%s\n"
                        .formatted(
                                key,
                                line++,
                                order.customer(),
                                order.day().atTime(order.time()),
                                order.status(),
                                prefix + "P",
                                each.getKey(),
                                each.getValue().toPlainString(),
                                order.currency(),
                                order.returns() == null ? "" : order.returns()));
            }
        });
        JsonNode done = Api.importFile("orders", "fenji-orders", file.toString());
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("SUCCEEDED");
        assertThat(done.path("counts").path("rejected").asInt(-1)).isZero();
        orders.putAll(batch);
    }

    private Map<String, Placed> some(Random random) {
        Map<String, Placed> batch = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            String key = prefix + "O" + random.nextInt(30);
            batch.put(key, order(random, key));
        }
        return batch;
    }

    /// Prices by quantity.
    private static Map<String, BigDecimal> lines(Placed order) {
        Map<String, BigDecimal> lines = new TreeMap<>();
        if (order.bought() != null) {
            lines.put("1", order.bought());
        }
        if (order.back() != null) {
            lines.put("-1", order.back());
        }
        return lines;
    }

    private String body(Placed order, String more) {
        String lines = lines(order).entrySet().stream()
                .map(line ->
                        """
                        {"product": {"source": "demo", "key": "%sP"}, "quantity": %s,
                         "unitPrice": {"amount": "%s", "currency": "%s"}}""".formatted(prefix, line.getKey(), line.getValue().toPlainString(), order.currency()))
                .collect(Collectors.joining(","));
        String returns = order.returns() == null
                ? ""
                : "\"returnsOrder\": {\"source\": \"demo\", \"key\": \"%s\"},".formatted(order.returns());
        return """
                {%s %s "customer": {"key": {"source": "demo", "key": "%s"}}, "orderedAt": "%s", "status": "%s", "currency": "%s", "lines": [%s]}""".formatted(
                        more,
                        returns,
                        order.customer(),
                        order.day().atTime(order.time()).atZone(ZONE).toInstant(),
                        order.status(),
                        order.currency(),
                        lines);
    }

    /// Small amounts of few values, so that returns often take all of a day.
    private Placed order(Random random, String key) {
        int kind = random.nextInt(10);
        BigDecimal amount =
                new BigDecimal(List.of("10", "10", "10", "20", "0", "3.333").get(random.nextInt(6)));
        @Nullable String returns = kind >= 6 ? anyOrder(random, key) : null;
        @Nullable Placed original = returns == null ? null : orders.get(returns);
        BigDecimal back = original != null && original.bought() != null && random.nextBoolean()
                ? original.bought()
                : new BigDecimal(random.nextBoolean() ? "10" : "5");
        String currency = original != null && random.nextInt(4) > 0
                ? original.currency()
                : List.of("GBP", "GBP", "GBP", "GBP", RATED, RATED, RATED, RATED, "XPF")
                        .get(random.nextInt(9));
        String customer = original != null && random.nextInt(5) > 0 && customers.containsKey(original.customer())
                ? original.customer()
                : any(random);
        LocalDate day = TODAY.minusDays(
                List.of(0, 0, 1, 2, 15, 20, 21, 30, 90, 363, 364, 365, 366, 700).get(random.nextInt(14)));
        return new Placed(
                customer,
                original != null && random.nextBoolean() ? original.day().plusDays(random.nextInt(20)) : day,
                List.of(LocalTime.of(0, 0), LocalTime.of(12, 30, 1), LocalTime.of(23, 59, 59))
                        .get(random.nextInt(3)),
                List.of("COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED", "PENDING", "CANCELLED")
                        .get(random.nextInt(6)),
                currency,
                kind < 6 || kind == 9 ? amount : null,
                kind >= 5 ? back : null,
                returns);
    }

    private @Nullable String anyOrder(Random random, String but) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> prefix + "O" + random.nextInt(30);
            default -> orders.isEmpty() ? but : anyOf(random, orders.keySet());
        };
    }

    private String any(Random random) {
        return anyOf(random, customers.keySet());
    }

    private static String anyOf(Random random, Set<String> keys) {
        return new ArrayList<>(keys).get(random.nextInt(keys.size()));
    }

    private PurchaseBruteForce at(String customer, LocalDate until) {
        List<PurchaseBruteForce.Order> placed = new ArrayList<>();
        orders.forEach((key, order) -> {
            if (order.customer().equals(customer)) {
                boolean foreign = !order.currency().equals("GBP");
                placed.add(new PurchaseBruteForce.Order(
                        key,
                        order.day(),
                        order.status().equals("COMPLETED"),
                        order.bought() != null,
                        order.bought() == null ? BigDecimal.ZERO : order.bought(),
                        order.back() == null ? BigDecimal.ZERO : order.back(),
                        order.currency(),
                        foreign,
                        foreign ? rateOf(order) : BigDecimal.ONE,
                        order.returns()));
            }
        });
        return PurchaseBruteForce.of(placed, until);
    }

    private @Nullable BigDecimal rateOf(Placed order) {
        return order.currency().equals(RATED)
                ? rates.get(order.day().isBefore(RATE_DATES.get(1)) ? RATE_DATES.get(0) : RATE_DATES.get(1))
                : null;
    }

    private Map<String, Map<String, String>> expected(LocalDate until, @Nullable LocalDate holdout) {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        customers.forEach((customer, id) -> {
            Map<String, String> line = at(customer, until).summary(holdout == null ? null : at(customer, holdout));
            if (!line.isEmpty() && !restricted.contains(customer)) {
                expected.put(id.toString(), line);
            }
        });
        return expected;
    }

    private Map<String, Map<String, String>> summaries(LocalDate until, @Nullable LocalDate holdout) {
        RequestSpecification request = request().queryParam("until", until.toString());
        if (holdout != null) {
            request.queryParam("holdoutUntil", holdout.toString());
        }
        List<String> lines =
                request.get("/v1/purchase-summaries").asString().lines().toList();
        assertThat(tree(lines.getLast()).path("count").asInt(-1)).isEqualTo(lines.size() - 1);
        Set<String> ours = customers.values().stream().map(UUID::toString).collect(Collectors.toSet());
        Map<String, Map<String, String>> summaries = new TreeMap<>();
        for (String line : lines.subList(0, lines.size() - 1)) {
            JsonNode item = tree(line);
            String id = item.path("customerId").asText();
            if (ours.contains(id)) {
                Map<String, String> values = new TreeMap<>();
                item.properties()
                        .forEach(each ->
                                values.put(each.getKey(), each.getValue().asText()));
                values.remove("customerId");
                summaries.put(id, values);
            }
        }
        return summaries;
    }

    private Map<String, Map<String, BigDecimal>> all() {
        Map<String, Map<String, BigDecimal>> all = new HashMap<>();
        customers.keySet().forEach(customer -> all.put(customer, metrics(customer, null)));
        return all;
    }

    private Map<String, BigDecimal> metrics(String customer, @Nullable LocalDate asOf) {
        RequestSpecification request = request();
        if (asOf != null) {
            request.queryParam("asOf", asOf.toString());
        }
        JsonNode answer = tree(request.get("/v1/customers/%s/metrics".formatted(customers.get(customer))));
        Map<String, BigDecimal> metrics = new TreeMap<>();
        answer.path("metrics").properties().forEach(metric -> {
            if (KEYS.contains(metric.getKey())) {
                BigDecimal value = metric.getValue().decimalValue();
                metrics.put(metric.getKey(), value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
            }
        });
        return metrics;
    }

    private static UUID id(Response created) {
        return UUID.fromString(created.path("id"));
    }
}
