package io.fenji.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Api;
import io.fenji.systemtests.client.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Requests and files made to break the services, drawn from their own contracts: none may end in a 5xx, and each
/// refusal is a problem.
class MalformedInputTest {
    private static final int REQUESTS = FaultCounts.of(1_000, 10_000);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void neverEndsInAServerError() throws Exception {
        try (BrittleSuite suite = BrittleSuite.start("malformed-input", List.of(Service.values()));
                HttpClient http = BrittleSuite.client()) {
            Map<Service, MalformedRequests> sources = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                String contract = http.send(
                                HttpRequest.newBuilder(suite.address(service).resolve("/q/openapi?format=json"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                sources.put(service, new MalformedRequests(suite.address(service), Json.read(contract)));
            }
            somethingToHit(suite);
            List<String> faults = new ArrayList<>();
            Map<Integer, Integer> statuses = new TreeMap<>();
            for (int seed = 0; seed < REQUESTS; seed++) {
                Random random = new Random(seed);
                // The intake has the most doors.
                Service service = random.nextInt(2) == 0
                        ? Service.CUSTOMER
                        : Service.values()[random.nextInt(Service.values().length)];
                HttpRequest request =
                        sources.get(service).draw(random).timeout(LIMIT).build();
                Answer answer = send(http, request);
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() >= 500
                        || answer.status() >= 400 && !answer.isProblem() && hasBody(request, answer)) {
                    faults.add("%d: %s %s -> %d %s"
                            .formatted(seed, request.method(), request.uri(), answer.status(), answer.body()));
                }
            }
            System.out.println("Malformed requests by status: " + statuses);
            assertThat(faults).isEmpty();
            for (Service service : Service.values()) {
                assertThat(suite.isReady(service))
                        .as(service + " is still ready")
                        .isTrue();
            }
        }
    }

    /// Under the key that the requests draw most.
    private static void somethingToHit(BrittleSuite suite) {
        Api api = suite.api(Service.CUSTOMER);
        api.put("/v1/customers/by-key/demo/demo", "{\"kind\":\"PERSON\"}").expect(201);
        api.put("/v1/products/by-key/demo/demo", "{\"category\":\"demo\"}").expect(201);
        api.put("/v1/orders/by-key/demo/demo", """
                        {"customer":{"key":{"source":"demo","key":"demo"}},"orderedAt":"2026-06-01T02:00:00Z",
                         "lines":[{"product":{"source":"demo","key":"demo"},"quantity":1,
                                   "unitPrice":{"amount":"1.00","currency":"CNY"}}]}""").expect(201);
    }

    private static boolean hasBody(HttpRequest request, Answer answer) {
        // An address that is no URI never reaches the application.
        return !request.method().equals("HEAD") && !answer.body().isEmpty();
    }

    /// The answer; a stream of events has no end, and is left after its head.
    private static Answer send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        try (InputStream body = response.body()) {
            return new Answer(
                    response.statusCode(),
                    type,
                    type.startsWith("text/event-stream") ? "" : new String(body.readAllBytes(), UTF_8));
        }
    }

    private record Answer(int status, String type, String body) {
        boolean isProblem() {
            return type.startsWith("application/problem+json");
        }
    }
}
