package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random histories of purchases, returns, orders without a rate, changes of status, replaced and moved
/// orders, products, interactions, feedback, deletions, changes of day, refreshes to other dates and
/// metrics that users define and delete: what a follower of the feed knows equals the definitions, and
/// so does what is computed for a date gone by; and all of it equals a computation from scratch.
@QuarkusTest
@ServiceTest
class MetricHistoryTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final String HEADER =
            "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency,returns_order_key\n";
    private static final int CUSTOMERS = 12;
    private static final int STEPS = 26;

    private record Product(BigDecimal cost, String category) {}

    private record Placed(
            String customer,
            LocalDate day,
            LocalTime time,
            String status,
            List<String> products,
            List<BruteForce.Line> lines,
            boolean rated) {
        /// There is no rate for the second.
        String currency() {
            return rated ? "GBP" : "XPF";
        }
    }

    @Inject
    Database database;

    @Inject
    MetricRefresh refresh;

    private OwnMetricCases own;

    @AfterEach
    void backToTheTestsDate() {
        own.end();
        Api.await(json("{}").post("/v1/metric-refreshes").header("Location"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void incrementalEqualsTheDefinitionsAndFromScratch(long seed) {
        Random random = new Random(seed);
        String prefix = fresh("H");
        Map<String, Placed> orders = new TreeMap<>();
        Map<String, Product> products = new HashMap<>();
        Map<String, LocalDate> registered = new HashMap<>();
        createProducts(prefix, products);
        createCustomers(prefix, random, registered);
        own = new OwnMetricCases(random);
        own.begin();
        RandomContacts contacts = new RandomContacts(prefix, random, ZONE, CUSTOMERS);
        LocalDate date = LocalDate.of(2011, 12, 10);
        String cursor = null;
        Map<String, JsonNode> followed = new HashMap<>();

        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(15)) {
                case 14 -> own.step();
                case 0 -> date = move(random);
                case 12, 13 -> date = changeDay(random, date);
                case 1, 2 -> single(prefix, random, orders, products);
                case 3 -> recategorise(prefix, random, products);
                case 4, 5 -> file(prefix, random, orders, products);
                default -> contacts.step();
            }
            Api.Feed feed = Api.feed(cursor);
            cursor = feed.next();
            feed.items()
                    .forEach(item -> item.path("keys")
                            .forEach(key -> followed.put(key.path("key").asText(), item)));
            assertThat(feed.end().path("businessDate").asText()).isEqualTo(date.toString());
            LocalDate past = date.minusDays(random.nextInt(500));
            String asked = prefix + "C" + random.nextInt(CUSTOMERS);
            Map<String, LocalDate> nextChanges = nextChanges();
            for (String customer : registered.keySet()) {
                List<BruteForce.Order> placed = orders.values().stream()
                        .filter(order -> order.customer().equals(customer))
                        .map(order -> new BruteForce.Order(
                                order.day(), order.status(), current(order, products), order.rated()))
                        .toList();
                BruteForce.History history = new BruteForce.History(
                        registered.get(customer), placed, contacts.touches(customer), contacts.voices(customer));
                String place = "seed %d, step %d, %s on %s: %s".formatted(seed, step, customer, date, history);
                assertThat(values(followed.get(customer), feed.end())).as(place).isEqualTo(expected(history, date));
                assertThat(nextChanges.get(customer)).as(place).isEqualTo(nextChange(history, date));
                if (customer.equals(asked)) {
                    assertThat(asOf(customer, past))
                            .as("as of %s, %s", past, place)
                            .isEqualTo(expected(history, past));
                    Projection projection = Projection.of(customer, date.plusDays(random.nextInt(401)));
                    for (LocalDate day : projection.days(random)) {
                        assertThat(projection.at(day))
                                .as("projected to %s, %s", day, place)
                                .isEqualTo(expected(history, day));
                    }
                }
            }
        }

        Map<String, String> incremental = vectors();
        database.transaction(c -> Sql.update(c, "delete from customer_metrics"));
        Api.await(json("{\"businessDate\": \"%s\"}".formatted(date))
                .post("/v1/metric-refreshes")
                .header("Location"));
        assertThat(vectors()).as("seed %d", seed).isEqualTo(incremental);
    }

    private Map<String, BigDecimal> expected(BruteForce.History history, LocalDate date) {
        Map<String, BigDecimal> expected = BruteForce.metrics(history, date);
        expected.putAll(own.metrics(history, expected, date));
        return expected;
    }

    private LocalDate nextChange(BruteForce.History history, LocalDate date) {
        return Stream.of(BruteForce.nextChange(history, date), own.nextChange(history, date))
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    // Category is the product's at any time, cost the product's from the start.
    private static List<BruteForce.Line> current(Placed order, Map<String, Product> products) {
        List<BruteForce.Line> lines = new ArrayList<>();
        for (int i = 0; i < order.lines().size(); i++) {
            BruteForce.Line line = order.lines().get(i);
            lines.add(new BruteForce.Line(
                    line.quantity(),
                    line.price(),
                    line.discount(),
                    line.cost(),
                    products.get(order.products().get(i)).category()));
        }
        return lines;
    }

    private void createProducts(String prefix, Map<String, Product> products) {
        for (int i = 0; i < 5; i++) {
            String key = prefix + "P" + i;
            Product product = new Product(i == 4 ? null : new BigDecimal("1.2" + i), i < 2 ? null : "cat" + i % 2);
            products.put(key, product);
            put(key, product);
        }
    }

    private static void put(String key, Product product) {
        String cost = product.cost() == null
                ? ""
                : "\"unitCost\": {\"amount\": \"%s\", \"currency\": \"GBP\"}".formatted(product.cost());
        String category = product.category() == null ? "" : "\"category\": \"%s\"".formatted(product.category());
        String both = cost.isEmpty() || category.isEmpty() ? cost + category : cost + ", " + category;
        json("{" + both + "}").put("/v1/products/by-key/demo/" + key);
    }

    private static void createCustomers(String prefix, Random random, Map<String, LocalDate> registered) {
        for (int i = 0; i < CUSTOMERS; i++) {
            LocalDate day =
                    random.nextInt(3) == 0 ? null : LocalDate.of(2011, 12, 10).minusDays(random.nextInt(700) - 20);
            registered.put(prefix + "C" + i, day);
            json("{\"kind\": \"PERSON\"%s}".formatted(day == null ? "" : ", \"registeredOn\": \"" + day + "\""))
                    .put("/v1/customers/by-key/demo/" + prefix + "C" + i);
        }
    }

    private static LocalDate move(Random random) {
        LocalDate date = LocalDate.of(2011, 12, 10).plusDays(random.nextInt(60) - 30);
        Api.await(json("{\"businessDate\": \"%s\"}".formatted(date))
                .post("/v1/metric-refreshes")
                .header("Location"));
        return date;
    }

    private LocalDate changeDay(Random random, LocalDate date) {
        LocalDate next = date.plusDays(List.of(1, 1, 1, 2, 30, -1).get(random.nextInt(6)));
        database.transaction(connection -> refresh.changeDay(connection, next, done -> {}));
        return next;
    }

    private static Map<String, BigDecimal> asOf(String customer, LocalDate date) {
        JsonNode answer = tree(request()
                .queryParam("asOf", date.toString())
                .get("/v1/customers/by-key/demo/%s/metrics".formatted(customer)));
        assertThat(answer.path("businessDate").asText()).isEqualTo(date.toString());
        return values(answer.path("metrics"), Set.of(), 0);
    }

    private static void recategorise(String prefix, Random random, Map<String, Product> products) {
        String key = prefix + "P" + random.nextInt(5);
        Product product = new Product(products.get(key).cost(), "cat" + random.nextInt(3));
        products.put(key, product);
        put(key, product);
    }

    private static void single(
            String prefix, Random random, Map<String, Placed> orders, Map<String, Product> products) {
        String key = prefix + "O" + random.nextInt(40);
        Placed order = order(prefix, random, products);
        orders.put(key, order);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < order.lines().size(); i++) {
            BruteForce.Line line = order.lines().get(i);
            lines.append(i == 0 ? "" : ",").append("""
                    {"product": {"source": "demo", "key": "%s"}, "quantity": %s,
                     "unitPrice": {"amount": "%s", "currency": "%s"}, "discount": {"amount": "%s", "currency": "%s"}}""".formatted(
                            order.products().get(i),
                            line.quantity().toPlainString(),
                            line.price(),
                            order.currency(),
                            line.discount(),
                            order.currency()));
        }
        json("""
                {"customer": {"key": {"source": "demo", "key": "%s"}}, "orderedAt": "%s", "status": "%s", "currency": "%s", "lines": [%s]}""".formatted(
                                order.customer(),
                                order.day().atTime(order.time()).atZone(ZONE).toInstant(),
                                order.status(),
                                order.currency(),
                                lines))
                .put("/v1/orders/by-key/demo/" + key);
    }

    private static void file(String prefix, Random random, Map<String, Placed> orders, Map<String, Product> products) {
        Map<String, Placed> batch = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            batch.put(prefix + "O" + random.nextInt(40), order(prefix, random, products));
        }
        StringBuilder file = new StringBuilder(HEADER);
        batch.forEach((key, order) -> {
            for (int i = 0; i < order.lines().size(); i++) {
                BruteForce.Line line = order.lines().get(i);
                file.append("%s,%d,%s,%s,%s,web,%s,%s,%s,%s,%s,\n"
                        .formatted(
                                key,
                                i + 1,
                                order.customer(),
                                order.day().atTime(order.time()),
                                order.status(),
                                order.products().get(i),
                                line.quantity().toPlainString(),
                                line.price(),
                                line.discount(),
                                order.currency()));
            }
        });
        orders.putAll(batch);
        assertThat(Api.importFile("orders", "fenji-orders", file.toString())
                        .path("counts")
                        .path("rejected")
                        .asInt())
                .isZero();
    }

    private static Placed order(String prefix, Random random, Map<String, Product> products) {
        List<String> keys = new ArrayList<>();
        List<BruteForce.Line> lines = new ArrayList<>();
        boolean returns = random.nextInt(5) == 0;
        for (int i = 0; i <= random.nextInt(3); i++) {
            String key = prefix + "P" + random.nextInt(5);
            keys.add(key);
            boolean negative = returns || random.nextInt(8) == 0;
            BigDecimal quantity =
                    BigDecimal.valueOf(1 + random.nextInt(5)).multiply(new BigDecimal(negative ? "-1" : "1.5"));
            BigDecimal price = BigDecimal.valueOf(random.nextInt(4) == 0 ? 0 : random.nextInt(100_000), 3);
            BigDecimal discount =
                    negative || random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(900), 2);
            lines.add(new BruteForce.Line(
                    quantity, price, discount, products.get(key).cost(), null));
        }
        String status = List.of("COMPLETED", "COMPLETED", "COMPLETED", "PENDING", "CANCELLED")
                .get(random.nextInt(5));
        int[] edges = {0, 1, 29, 30, 31, 89, 90, 179, 180, 364, 365, 366, 500};
        LocalDate day = LocalDate.of(2011, 12, 10)
                .minusDays(random.nextInt(3) == 0 ? random.nextInt(400) : edges[random.nextInt(edges.length)]);
        LocalTime time = List.of(LocalTime.of(0, 0, 0), LocalTime.of(12, 30, 1), LocalTime.of(23, 59, 59))
                .get(random.nextInt(3));
        return new Placed(
                prefix + "C" + random.nextInt(CUSTOMERS), day, time, status, keys, lines, random.nextInt(12) > 0);
    }

    /// What an item says at the date of an end line.
    private static Map<String, BigDecimal> values(JsonNode item, JsonNode end) {
        Set<String> daily = new HashSet<>();
        end.path("dailyMetrics").forEach(key -> daily.add(key.asText()));
        LocalDate from = LocalDate.parse(item.path("businessDate").asText());
        return values(
                item.path("metrics"),
                daily,
                from.until(LocalDate.parse(end.path("businessDate").asText()), ChronoUnit.DAYS));
    }

    private static Map<String, BigDecimal> values(JsonNode metrics, Set<String> daily, long days) {
        Map<String, BigDecimal> values = new TreeMap<>();
        metrics.properties().forEach(metric -> {
            BigDecimal value = new BigDecimal(metric.getValue().asText())
                    .add(BigDecimal.valueOf(daily.contains(metric.getKey()) ? days : 0))
                    .stripTrailingZeros();
            values.put(metric.getKey(), value.signum() == 0 ? BigDecimal.ZERO : value);
        });
        return values;
    }

    private Map<String, LocalDate> nextChanges() {
        Map<String, LocalDate> changes = new HashMap<>();
        database.transaction(c -> {
            Sql.each(
                    c,
                    0,
                    "select k.key, m.next_change from customer_metrics m join customer_keys k using (customer_id)",
                    row -> changes.put(row.getString(1), row.getObject(2, LocalDate.class)));
            return changes;
        });
        return changes;
    }

    private Map<String, String> vectors() {
        Map<String, String> vectors = new TreeMap<>();
        database.transaction(c -> {
            Sql.each(
                    c,
                    0,
                    "select customer_id::text, vector::text || own::text || coalesce(next_change::text, '') from customer_metrics",
                    row -> vectors.put(row.getString(1), row.getString(2)));
            return vectors;
        });
        return vectors;
    }
}
