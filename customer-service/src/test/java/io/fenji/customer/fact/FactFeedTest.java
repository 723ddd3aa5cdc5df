package io.fenji.customer.fact;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.metric.Tombstones;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class FactFeedTest {
    private static final String FEED = "/v1/fact-feed";
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final String HEADER =
            "order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency\n";

    private record Line(int product, BigDecimal quantity, BigDecimal price, BigDecimal discount) {
        BigDecimal amount() {
            return quantity.multiply(price).subtract(discount);
        }
    }

    private record Order(String customer, LocalDate day, String status, String channel, List<Line> lines) {}

    @Inject
    Database database;

    private final String prefix = fresh("FF");
    private final Map<String, Order> orders = new TreeMap<>();
    private final List<String> categories = new ArrayList<>(List.of("tea", "tea", "cups"));

    /// Orders that come, change, move to other customers, days and months, lose their status or get another category.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void followersKnowTheFactsAndNothingElse(long seed) {
        Random random = new Random(seed);
        IntStream.range(0, categories.size()).forEach(this::putProduct);
        IntStream.range(0, 3)
                .forEach(i -> json("{\"kind\": \"PERSON\", \"country\": \"GB\"}")
                        .put("/v1/customers/by-key/demo/" + prefix + "C" + i));
        String cursor = null;
        Map<String, String> customers = new HashMap<>();
        Map<String, Map<String, Object>> followed = new TreeMap<>();
        for (int step = 0; step < 15; step++) {
            switch (random.nextInt(4)) {
                case 0 -> single(random);
                case 1 -> {
                    categories.set(
                            random.nextInt(3), List.of("tea", "cups", "hats").get(random.nextInt(3)));
                    IntStream.range(0, categories.size()).forEach(this::putProduct);
                }
                default -> file(random);
            }

            Api.Feed feed = Api.feed(FEED, cursor);
            cursor = feed.next();
            for (JsonNode item : feed.items()) {
                String id = item.path("customerId").asText();
                if (item.path("type").asText().equals("customer")) {
                    customers.put(id, item.at("/keys/0/key").asText());
                } else if (customers.getOrDefault(id, "").startsWith(prefix)) {
                    followed.put(customers.get(id) + " " + item.path("month").asText(), facts(item));
                }
            }
            followed.values().removeIf(Map::isEmpty);
            assertThat(followed).as("seed %d, step %d, %s", seed, step, orders).isEqualTo(expected());
        }
    }

    /// Writers share customers; each order raises a customer's number of orders, so a follower that sees a
    /// number twice, or lower than before, or not the last one, has found a fault.
    @Test
    void followersLoseNothingAndDoubleNothingWhileOthersWrite() throws Exception {
        putProduct(0);
        String start = Api.feed(FEED, null).next();
        AtomicBoolean written = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<String, Integer>>> followers = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> follow(start, written)))
                    .toList();
            List<Future<?>> writers = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> write(i)))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            written.set(true);

            for (Future<Map<String, Integer>> follower : followers) {
                assertThat(follower.get().values()).containsExactlyInAnyOrder(20, 20);
            }
        }
    }

    @Test
    void aCustomerThatIsGoneLeavesATombstoneAndNoMonths() {
        putProduct(0);
        UUID id = UUID.fromString(json("{\"kind\": \"PERSON\"}")
                .put("/v1/customers/by-key/demo/" + prefix + "C0")
                .path("id"));
        order(prefix + "C0", prefix + "O", "2011-12-01T10:00:00Z");
        String cursor = Api.feed(FEED, null).next();
        database.transaction(connection -> {
            Sql.update(connection, "delete from order_keys where customer_id = ?", id);
            Sql.update(connection, "delete from order_lines where customer_id = ?", id);
            Sql.update(connection, "delete from customers where id = ?", id);
            Tombstones.set(connection, List.of(id), Tombstones.Reason.ERASED, null);
            return true;
        });

        assertThat(about(id, cursor)).isEqualTo(List.of("customer true"));
        assertThat(about(id, null)).isEqualTo(List.of("customer true"));
    }

    /// The follower reads nothing while the customer is restricted, or part of another.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMonthThatEmptiedMeanwhileIsSentEmpty(boolean restricted) {
        putProduct(0);
        String id = json("{\"kind\": \"PERSON\"}")
                .put("/v1/customers/by-key/demo/" + prefix + "C0")
                .path("id");
        String other = json("{\"kind\": \"PERSON\"}")
                .put("/v1/customers/by-key/demo/" + prefix + "C1")
                .path("id");
        order(prefix + "C0", prefix + "J", "2011-01-10T10:00:00Z");
        order(prefix + "C0", prefix + "F", "2011-02-10T10:00:00Z");
        String cursor = Api.feed(FEED, null).next();

        String restriction = "/v1/customers/%s/restriction".formatted(id);
        String merge = restricted
                ? null
                : json("{\"survivor\": {\"id\": \"%s\"}, \"merged\": [{\"id\": \"%s\"}]}".formatted(other, id))
                        .post("/v1/merges")
                        .path("id");
        if (restricted) {
            json("{}").put(restriction).then().statusCode(200);
        }
        request()
                .header("If-Match", "*")
                .delete("/v1/orders/"
                        + request()
                                .get("/v1/orders/by-key/demo/" + prefix + "F")
                                .path("id"))
                .then()
                .statusCode(204);
        if (restricted) {
            request().delete(restriction).then().statusCode(204);
        } else {
            request().post("/v1/merges/%s:undo".formatted(merge)).then().statusCode(200);
        }

        assertThat(Api.feed(FEED, cursor).items())
                .filteredOn(item -> item.path("customerId").asText().equals(id)
                        && item.path("month").asText().equals("2011-02"))
                .last()
                .satisfies(item -> assertThat(item.path("days")).isEmpty());
    }

    @Test
    void amountsAreInTheBaseCurrencyAndAbsentWithoutARate() {
        putProduct(0);
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + prefix + "C0");
        int status = json("""
                {"customer": {"key": {"source": "demo", "key": "%sC0"}}, "orderedAt": "2011-12-01T10:00:00Z",
                 "currency": "ISK",
                 "lines": [{"product": {"source": "demo", "key": "%sP0"}, "quantity": 2,
                            "unitPrice": {"amount": "10", "currency": "ISK"}}]}""".formatted(prefix, prefix))
                .put("/v1/orders/by-key/demo/" + prefix + "O")
                .statusCode();
        assertThat(status).isEqualTo(201);
        Api.Feed before = Api.feed(FEED, null);
        JsonNode unconverted = before.items().getLast();
        assertThat(unconverted.at("/days/0/orders").asInt()).isEqualTo(1);
        assertThat(unconverted.at("/days/0").has("gross")).isFalse();
        assertThat(unconverted.at("/categories/0").has("gross")).isFalse();

        json("{\"rate\": 0.005}").put("/v1/exchange-rates/ISK/2011-11-01");

        JsonNode converted = Api.feed(FEED, before.next()).items().getLast();
        assertThat(new BigDecimal(converted.at("/days/0/gross").asText())).isEqualByComparingTo("0.1");
        assertThat(new BigDecimal(converted.at("/categories/0/gross").asText())).isEqualByComparingTo("0.1");
        Response rate = request().get("/v1/exchange-rates/ISK/2011-11-01");
        request().header("If-Match", rate.header("ETag")).delete("/v1/exchange-rates/ISK/2011-11-01");
    }

    @Test
    void aReaderDoesNotWaitForOneThatPublishes() {
        putProduct(0);
        String cursor = Api.feed(FEED, null).next();

        String answer = database.transaction(connection -> {
            AdvisoryLock.FACT_FEED.take(connection);
            AdvisoryLock.QUALITY.take(connection);
            json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + prefix + "C0");
            return request().queryParam("after", cursor).get(FEED).asString();
        });

        assertThat(tree(answer).path("count").asInt(-1)).isZero();
        assertThat(tree(answer).path("more").asBoolean()).isTrue();
        assertThat(Api.feed(FEED, cursor).items()).hasSize(1);
    }

    @Test
    void marksOfManyThatDidNotChangeDoNotEndTheFeed() {
        String cursor = Api.feed(FEED, null).next();
        // They come before all others.
        database.call(connection -> Sql.update(connection, """
                insert into fact_customers (customer_id, line)
                select id, translate(json_build_object('type', 'customer', 'customerId', id, 'deleted', true)::text, chr(10), '')
                from (select lpad(n::text, 32, '0')::uuid as id from generate_series(1, 10500) as n) gone"""));

        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + prefix + "C0");

        assertThat(Api.feed(FEED, cursor).items()).hasSize(1);
    }

    @Test
    void refusesACursorOfAnotherEpochAndNonsense() {
        String other = new FeedCursor(UUID.randomUUID(), 5).encode();

        assertThat(request().queryParam("after", other).get(FEED).statusCode()).isEqualTo(410);
        assertThat(request().queryParam("after", "nonsense").get(FEED).statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("limit", 0).get(FEED).statusCode()).isEqualTo(400);
    }

    private static List<String> about(UUID id, String cursor) {
        return Api.feed(FEED, cursor).items().stream()
                .filter(item -> item.path("customerId").asText().equals(id.toString()))
                .map(item ->
                        item.path("type").asText() + " " + item.path("deleted").asBoolean(false))
                .toList();
    }

    private void putProduct(int i) {
        json("{\"category\": \"%s\"%s}"
                        .formatted(
                                categories.get(i),
                                i == 0
                                        ? ""
                                        : ", \"unitCost\": {\"amount\": \"%d\", \"currency\": \"GBP\"}".formatted(i)))
                .put("/v1/products/by-key/demo/" + prefix + "P" + i);
    }

    private void single(Random random) {
        String key = prefix + "O" + random.nextInt(12);
        Order order = draw(random);
        orders.put(key, order);
        StringBuilder lines = new StringBuilder();
        for (Line line : order.lines()) {
            lines.append(lines.isEmpty() ? "" : ",")
                    .append("""
                    {"product": {"source": "demo", "key": "%sP%d"}, "quantity": %s,
                     "unitPrice": {"amount": "%s", "currency": "GBP"}, "discount": {"amount": "%s", "currency": "GBP"}}""".formatted(prefix, line.product(), line.quantity(), line.price(), line.discount()));
        }
        int status = json("""
                {"customer": {"key": {"source": "demo", "key": "%s"}}, "orderedAt": "%s", "status": "%s", "channel": "%s",
                 "lines": [%s]}""".formatted(
                                order.customer(),
                                order.day().atTime(23, 59).atZone(ZONE).toInstant(),
                                order.status(),
                                order.channel(),
                                lines))
                .put("/v1/orders/by-key/demo/" + key)
                .statusCode();
        assertThat(status).isIn(200, 201);
    }

    private void file(Random random) {
        Map<String, Order> batch = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            batch.put(prefix + "O" + random.nextInt(12), draw(random));
        }
        StringBuilder file = new StringBuilder(HEADER);
        batch.forEach((key, order) -> {
            for (int i = 0; i < order.lines().size(); i++) {
                Line line = order.lines().get(i);
                file.append("%s,%d,%s,%sT00:00:00,%s,%s,%sP%d,%s,%s,%s,GBP\n"
                        .formatted(
                                key,
                                i + 1,
                                order.customer(),
                                order.day(),
                                order.status(),
                                order.channel(),
                                prefix,
                                line.product(),
                                line.quantity(),
                                line.price(),
                                line.discount()));
            }
        });
        orders.putAll(batch);
        JsonNode load = Api.importFile("orders", "fenji-orders", file.toString());
        assertThat(load.at("/counts/rejected").asInt(-1)).as(load.toString()).isZero();
    }

    private Order draw(Random random) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            boolean returned = random.nextInt(4) == 0;
            lines.add(new Line(
                    random.nextInt(3),
                    BigDecimal.valueOf(returned ? -1 : 1 + random.nextInt(3)),
                    BigDecimal.valueOf(random.nextInt(10_000), 3),
                    BigDecimal.valueOf(returned ? 0 : random.nextInt(200), 2)));
        }
        return new Order(
                prefix + "C" + random.nextInt(3),
                LocalDate.of(2011, 9, 30).plusDays(random.nextInt(4) + 31L * random.nextInt(2)),
                random.nextInt(4) == 0 ? "CANCELLED" : "COMPLETED",
                random.nextBoolean() ? "web" : "shop",
                lines);
    }

    /// Sums by customer and month, and in it by day and channel or category.
    private Map<String, Map<String, Object>> expected() {
        Map<String, Map<String, Object>> expected = new TreeMap<>();
        orders.values().stream()
                .filter(order -> order.status().equals("COMPLETED"))
                .forEach(order -> {
                    Map<String, Object> month = expected.computeIfAbsent(
                            order.customer() + " " + order.day().toString().substring(0, 7), none -> new TreeMap<>());
                    boolean purchase = order.lines().stream()
                            .anyMatch(line -> line.quantity().signum() > 0);
                    add(
                            month,
                            "channel %s %s".formatted(order.day(), order.channel()),
                            order.lines(),
                            purchase ? 1 : 0,
                            0);
                    order.lines()
                            .forEach(line -> add(
                                    month,
                                    "category %s %s".formatted(order.day(), categories.get(line.product())),
                                    List.of(line),
                                    0,
                                    line.quantity().intValue()));
                });
        return expected;
    }

    private static void add(Map<String, Object> month, String place, List<Line> lines, int orders, int quantity) {
        BigDecimal[] sums = new BigDecimal[6];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = BigDecimal.ZERO;
        }
        sums[0] = BigDecimal.valueOf(orders);
        sums[1] = BigDecimal.valueOf(quantity);
        for (Line line : lines) {
            sums[2] = sums[2].add(line.amount().max(BigDecimal.ZERO));
            sums[3] = sums[3].subtract(line.amount().min(BigDecimal.ZERO));
            sums[4] = sums[4].add(line.quantity().signum() > 0 ? line.discount() : BigDecimal.ZERO);
            // Only the first product has no cost.
            sums[5] = sums[5] == null || line.product() == 0
                    ? null
                    : sums[5].add(line.quantity().multiply(BigDecimal.valueOf(line.product())));
        }
        month.merge(place, text(sums), (before, added) -> sum(before.toString(), added.toString()));
    }

    private static String sum(String a, String b) {
        String[] left = a.split(",", -1);
        String[] right = b.split(",", -1);
        BigDecimal[] sums = new BigDecimal[left.length];
        for (int i = 0; i < left.length; i++) {
            sums[i] = left[i].isEmpty() || right[i].isEmpty()
                    ? null
                    : new BigDecimal(left[i]).add(new BigDecimal(right[i]));
        }
        return text(sums);
    }

    private static String text(BigDecimal... sums) {
        StringBuilder text = new StringBuilder();
        for (BigDecimal sum : sums) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(
                            sum == null
                                    ? ""
                                    : sum.signum() == 0
                                            ? "0"
                                            : sum.stripTrailingZeros().toPlainString());
        }
        return text.toString();
    }

    private static Map<String, Object> facts(JsonNode month) {
        Map<String, Object> facts = new TreeMap<>();
        month.path("days")
                .forEach(day -> facts.put(
                        "channel %s %s"
                                .formatted(
                                        day.path("date").asText(),
                                        day.path("channel").asText()),
                        sums(day)));
        month.path("categories")
                .forEach(sold -> facts.put(
                        "category %s %s"
                                .formatted(
                                        sold.path("date").asText(),
                                        sold.path("category").asText()),
                        sums(sold)));
        return facts;
    }

    private static String sums(JsonNode row) {
        return text(
                number(row, "orders", BigDecimal.ZERO),
                number(row, "quantity", BigDecimal.ZERO),
                number(row, "gross", null),
                number(row, "returned", null),
                number(row, "discount", null),
                number(row, "cost", null));
    }

    private static BigDecimal number(JsonNode row, String name, BigDecimal otherwise) {
        return row.has(name) ? new BigDecimal(row.get(name).asText()) : otherwise;
    }

    private void write(int writer) {
        for (int i = 0; i < 10; i++) {
            String customer = prefix + "C" + (writer + i) % 2;
            json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + customer);
            order(customer, prefix + "-" + writer + "-" + i, "2011-12-01T10:00:00Z");
        }
    }

    private void order(String customer, String key, String time) {
        int status = json("""
                {"customer": {"key": {"source": "demo", "key": "%s"}}, "orderedAt": "%s",
                 "lines": [{"product": {"source": "demo", "key": "%sP0"}, "quantity": 1,
                            "unitPrice": {"amount": "1", "currency": "GBP"}}]}""".formatted(customer, time, prefix))
                .put("/v1/orders/by-key/demo/" + key)
                .statusCode();
        assertThat(status).isEqualTo(201);
    }

    private static Map<String, Integer> follow(String start, AtomicBoolean written) {
        Map<String, Integer> last = new HashMap<>();
        String cursor = start;
        while (true) {
            boolean lastRound = written.get();
            RequestSpecification request =
                    request().queryParam("after", cursor).queryParam("limit", 2).queryParam("wait", 1);
            List<String> lines = request.get(FEED).asString().lines().toList();
            for (String line : lines.subList(0, lines.size() - 1)) {
                JsonNode item = tree(line);
                if (item.path("type").asText().equals("month")) {
                    String customer = item.path("customerId").asText();
                    int orders = item.at("/days/0/orders").asInt();
                    Integer before = last.put(customer, orders);
                    assertThat(orders).as("%s after %s", customer, before).isGreaterThan(before == null ? -1 : before);
                }
            }
            JsonNode end = tree(lines.getLast());
            cursor = end.path("next").asText();
            if (lastRound && lines.size() == 1) {
                return last;
            }
        }
    }
}
