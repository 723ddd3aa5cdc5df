package io.fenji.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Fifty callers write the same thing at the same moment: it is there once.
class SameKeyTest {
    private static final int ROUNDS = FaultCounts.of(10, 200);
    private static final int CALLERS = 50;

    @Test
    void makesOneRowOfIt() throws Exception {
        try (BrittleSuite suite = BrittleSuite.start("same-key", List.of(Service.CUSTOMER));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = suite.api(Service.CUSTOMER);
            api.put("/v1/products/by-key/same/P", "{}").expect(201);
            for (int round = 0; round < ROUNDS; round++) {
                String customer = "SAME-" + round;
                // Of one customer, found by nothing but its name: only the idempotency key keeps it from doubling.
                String body = "{\"kind\":\"PERSON\",\"industry\":\"%s\"}".formatted(customer);
                String key = UUID.randomUUID().toString();
                List<Answer> posts = atOnce(callers, () -> api.post("/v1/customers", body, "Idempotency-Key", key));
                assertThat(posts)
                        .extracting(Answer::status)
                        .containsOnly(201, 409)
                        .contains(201);
                assertThat(posts.stream()
                                .filter(answer -> answer.status() == 201)
                                .map(answer -> answer.json().path("id").asText())
                                .distinct())
                        .hasSize(1);
                assertThat(api.json("/v1/customers?industry=" + customer).path("items"))
                        .hasSize(1);

                String order = """
                        {"customer":{"key":{"source":"same","key":"%s"}},"orderedAt":"2026-06-01T02:00:00Z",
                         "lines":[{"product":{"source":"same","key":"P"},"quantity":1,"unitPrice":{"amount":"5.00","currency":"CNY"}}]}""".formatted(customer);
                api.put("/v1/customers/by-key/same/" + customer, "{\"kind\":\"PERSON\"}")
                        .expect(201);
                List<Answer> puts = atOnce(callers, () -> api.put("/v1/orders/by-key/same/O-" + customer, order));
                assertThat(puts)
                        .extracting(Answer::status)
                        .containsOnly(200, 201)
                        .containsOnlyOnce(201);
                String posted =
                        "{\"key\":{\"source\":\"same\",\"key\":\"P-%s\"},".formatted(customer) + order.substring(1);
                List<Answer> orders = atOnce(callers, () -> api.post("/v1/orders", posted));
                assertThat(orders)
                        .extracting(Answer::status)
                        .containsOnly(201, 409)
                        .containsOnlyOnce(201);
                String id = puts.getFirst().json().path("customerId").asText();
                assertThat(api.json("/v1/customers/" + id + "/metrics")
                                .at("/metrics/orders.lifetime")
                                .asInt())
                        .isEqualTo(2);
            }
        }
    }

    private static List<Answer> atOnce(ExecutorService callers, Supplier<Answer> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Future<Answer>> calls = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            calls.add(callers.submit(() -> {
                start.await();
                return call.get();
            }));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> one : calls) {
            answers.add(one.get());
        }
        return answers;
    }
}
