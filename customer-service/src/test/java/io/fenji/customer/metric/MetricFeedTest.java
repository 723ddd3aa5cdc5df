package io.fenji.customer.metric;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.Api;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.feed.FeedCursor;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class MetricFeedTest {
    private static final int WRITERS = 6;
    private static final int ORDERS_EACH = 15;
    private static final int FOLLOWERS = 3;

    /// Writers share customers; each order raises a customer's count by one, so a follower that sees a count twice, or
    /// lower than before, or not the last one, has found a fault.
    @Test
    void followersLoseNothingAndDoubleNothingWhileOthersWrite() throws Exception {
        String prefix = fresh("F");
        json("{}").put("/v1/products/by-key/demo/" + prefix);
        String start = Api.feed(null).next();
        AtomicBoolean written = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<String, Integer>>> followers = IntStream.range(0, FOLLOWERS)
                    .mapToObj(i -> threads.submit(() -> follow(prefix, start, written)))
                    .toList();
            List<Future<?>> writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> write(prefix, i)))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            written.set(true);

            Map<String, Integer> expected = new HashMap<>();
            for (int customer = 0; customer < 3; customer++) {
                String key = prefix + customer;
                expected.put(
                        key,
                        tree(request().get("/v1/customers/by-key/demo/%s/metrics".formatted(key)))
                                .path("metrics")
                                .path("orders.lifetime")
                                .asInt());
            }
            assertThat(expected.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(WRITERS * ORDERS_EACH);
            for (Future<Map<String, Integer>> follower : followers) {
                assertThat(follower.get()).isEqualTo(expected);
            }
        }
    }

    private static void write(String prefix, int writer) {
        for (int i = 0; i < ORDERS_EACH; i++) {
            String customer = prefix + (writer + i) % 3;
            String order = prefix + "-" + writer + "-" + i;
            if (i % 5 == 0) {
                JsonNode ended = Api.importFile("orders", "fenji-orders", """
                        order_key,line_no,customer_key,ordered_at,status,channel,product_key,quantity,unit_price,discount,currency
                        %s,1,%s,2011-12-01T10:00:00,COMPLETED,web,%s,1,1,0,GBP
                        """.formatted(order, customer, prefix));
                assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
            } else {
                json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/demo/" + customer);
                int status = json("""
                        {"customer": {"key": {"source": "demo", "key": "%s"}}, "orderedAt": "2011-12-01T10:00:00Z",
                         "lines": [{"product": {"source": "demo", "key": "%s"}, "quantity": 1,
                                    "unitPrice": {"amount": "1", "currency": "GBP"}}]}""".formatted(customer, prefix))
                        .put("/v1/orders/by-key/demo/" + order)
                        .statusCode();
                assertThat(status).isEqualTo(201);
            }
        }
    }

    private static Map<String, Integer> follow(String prefix, String start, AtomicBoolean written) {
        Map<String, Integer> last = new HashMap<>();
        String cursor = start;
        while (true) {
            boolean lastRound = written.get();
            List<String> lines = request()
                    .queryParam("after", cursor)
                    .queryParam("limit", 2)
                    .queryParam("wait", 1)
                    .get("/v1/metric-feed")
                    .asString()
                    .lines()
                    .toList();
            for (String line : lines.subList(0, lines.size() - 1)) {
                JsonNode item = tree(line);
                String key = item.path("keys").get(0).path("key").asText();
                int orders = item.path("metrics").path("orders.lifetime").asInt();
                Integer before = last.put(key, orders);
                assertThat(orders).as("%s after %s", key, before).isGreaterThan(before == null ? -1 : before);
            }
            JsonNode end = tree(lines.getLast());
            cursor = end.path("next").asText();
            if (lastRound && lines.size() == 1) {
                return last;
            }
        }
    }

    @Test
    void refusesACursorOfAnotherEpochAndNonsense() {
        String other = new FeedCursor(UUID.randomUUID(), 5).encode();

        assertThat(request().queryParam("after", other).get("/v1/metric-feed").statusCode())
                .isEqualTo(410);
        assertThat(request()
                        .queryParam("after", "nonsense")
                        .get("/v1/metric-feed")
                        .statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("limit", 0).get("/v1/metric-feed").statusCode())
                .isEqualTo(400);
        assertThat(request().queryParam("wait", 31).get("/v1/metric-feed").statusCode())
                .isEqualTo(400);
    }
}
