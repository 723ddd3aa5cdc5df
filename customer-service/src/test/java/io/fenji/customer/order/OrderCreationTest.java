package io.fenji.customer.order;

import static io.fenji.customer.testing.Api.fresh;
import static io.fenji.customer.testing.Api.json;
import static io.fenji.customer.testing.Api.request;
import static io.fenji.customer.testing.Api.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Orders that are posted at the same moment. The base is GBP and stands at 2011-12-10.
@QuarkusTest
@ServiceTest
class OrderCreationTest {
    private static final int ROUNDS = 20;

    @Inject
    DataSource database;

    private String product;

    @BeforeEach
    void aProduct() {
        product = fresh("P");
        json("{}").put("/v1/products/by-key/erp/" + product);
    }

    private static String customer() {
        String key = fresh("C");
        json("{\"kind\": \"PERSON\"}").put("/v1/customers/by-key/crm/" + key);
        return key;
    }

    private String order(String customer, String product, String amount) {
        return """
                {"customer": {"key": {"source": "crm", "key": "%s"}}, "orderedAt": "2011-12-01T08:30:00Z",
                 "lines": [{"product": {"source": "erp", "key": "%s"}, "quantity": 1,
                            "unitPrice": {"amount": "%s", "currency": "GBP"}}]}""".formatted(customer, product, amount);
    }

    private String keyed(String key, String customer, String amount) {
        return "{\"key\": {\"source\": \"shop\", \"key\": \"%s\"}, ".formatted(key)
                + order(customer, product, amount).substring(1);
    }

    private static List<Response> atOnce(List<String> orders) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> running = new ArrayList<>();
            for (String order : orders) {
                running.add(callers.submit(() -> json(order).post("/v1/orders")));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static List<Integer> statuses(List<Response> answers) {
        return answers.stream().map(Response::statusCode).toList();
    }

    private static JsonNode metrics(String customer) {
        return tree(request().get("/v1/customers/by-key/crm/%s/metrics".formatted(customer)))
                .path("metrics");
    }

    @Test
    void thoseOfTheSameMomentShareTransactions() throws Exception {
        List<String> customers =
                Stream.generate(OrderCreationTest::customer).limit(50).toList();
        List<Response> answers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            answers.addAll(atOnce(customers.stream()
                    .map(customer -> order(customer, product, "5"))
                    .toList()));
        }

        assertThat(statuses(answers)).containsOnly(201);
        try (Connection connection = database.getConnection()) {
            long transactions = Sql.only(
                    connection,
                    "select count(distinct xmin::text) from orders where id = any (?::uuid[])",
                    row -> row.getLong(1),
                    (Object) answers.stream()
                            .map(answer -> UUID.fromString(answer.path("id")))
                            .toArray(UUID[]::new));
            assertThat(transactions).isLessThan(answers.size());
        }
    }

    @Test
    void eachGetsItsOwnAnswerAndFaultyOnesSpoilNone() throws Exception {
        String buyer = customer();
        String other = customer();
        for (int round = 0; round < ROUNDS; round++) {
            String key = fresh("O");
            List<Response> answers = atOnce(List.of(
                    order(buyer, product, "1"),
                    keyed(key, buyer, "10"),
                    keyed(key, other, "10"),
                    order("nobody", product, "1"),
                    order(buyer, "nothing", "1"),
                    order(buyer, product, "-1"),
                    order(other, product, "100"),
                    order(buyer, product, "1000")));

            assertThat(statuses(answers.subList(3, 8))).containsExactly(422, 422, 422, 201, 201);
            assertThat(answers.get(0).statusCode()).isEqualTo(201);
            assertThat(statuses(answers.subList(1, 3))).containsExactlyInAnyOrder(201, 409);
            for (Response answer : answers) {
                if (answer.statusCode() == 201) {
                    Response read = request().get(answer.header("Location"));
                    assertThat(tree(read)).isEqualTo(tree(answer));
                    assertThat(read.header("ETag")).isEqualTo(answer.header("ETag"));
                }
            }
            String spent = metrics(buyer).path("spend.lifetime").asText();
            String otherSpent = metrics(other).path("spend.lifetime").asText();
            assertThat(Double.parseDouble(spent) + Double.parseDouble(otherSpent))
                    .isEqualTo((round + 1) * 1111.0);
        }
        assertThat(metrics(buyer).path("orders.lifetime").asInt()
                        + metrics(other).path("orders.lifetime").asInt())
                .isEqualTo(ROUNDS * 4);
    }

    @Test
    void whoseCustomerIsHeldWaitsAlone() throws Exception {
        String held = customer();
        String id = request().get("/v1/customers/by-key/crm/" + held).path("id");
        List<String> free =
                Stream.generate(() -> order(customer(), product, "1")).limit(4).toList();
        try (Connection holder = database.getConnection();
                ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            Sql.list(holder, "select id from customers where id = ? for update", row -> true, UUID.fromString(id));
            Future<Response> waiting =
                    caller.submit(() -> json(order(held, product, "5")).post("/v1/orders"));
            try {
                assertThat(statuses(atOnce(free))).containsOnly(201);
                assertThat(waiting).isNotDone();
            } finally {
                holder.rollback();
                holder.setAutoCommit(true);
            }
            assertThat(waiting.get().statusCode()).as(waiting.get().asString()).isEqualTo(201);
        }
        assertThat(metrics(held).path("spend.lifetime").decimalValue()).isEqualByComparingTo("5");
    }

    @Test
    void manyAtOnceOfOneCustomerAllCount() throws Exception {
        String buyer = customer();
        List<String> orders =
                Stream.generate(() -> order(buyer, product, "2")).limit(100).toList();

        assertThat(statuses(atOnce(orders))).containsOnly(201);

        assertThat(metrics(buyer).path("spend.lifetime").decimalValue()).isEqualByComparingTo("200");
        assertThat(tree(request()
                                .queryParam("limit", 200)
                                .get("/v1/orders?customerId="
                                        + request()
                                                .get("/v1/customers/by-key/crm/" + buyer)
                                                .<String>path("id")))
                        .path("items"))
                .hasSize(100);
    }
}
