package io.fenji.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.launcher.local.Service;
import io.fenji.systemtests.client.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// PostgreSQL goes away under all three services and comes back.
class LostDatabaseTest {
    private static final Duration AWAY = Duration.ofSeconds(FaultCounts.of(10, 60));
    /// Callers wait no longer: an answer later than this is none.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Map<Service, List<HttpRequest.Builder>> REQUESTS = requests();

    @Test
    void isAnsweredWith503AndHealsByItself() throws Exception {
        try (BrittleSuite suite = BrittleSuite.start("lost-database", List.of(Service.values()));
                HttpClient http = BrittleSuite.client()) {
            for (Service service : Service.values()) {
                assertThat(statuses(suite, http, service)).doesNotContain(503);
            }
            suite.stopDatabase();
            long back = System.nanoTime() + AWAY.toNanos();
            do {
                for (Service service : Service.values()) {
                    for (HttpResponse<String> answer : ask(suite, http, service)) {
                        assertThat(answer.statusCode()).as(answer.toString()).isEqualTo(503);
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                        assertThat(Json.read(answer.body()).path("code").asText())
                                .isNotBlank();
                    }
                    assertThat(suite.isReady(service)).isFalse();
                }
            } while (System.nanoTime() < back);
            suite.startDatabase();
            for (Service service : Service.values()) {
                suite.awaitReady(service, RECOVERY);
                assertThat(statuses(suite, http, service)).doesNotContain(500, 503);
            }
        }
    }

    private static List<Integer> statuses(BrittleSuite suite, HttpClient http, Service service) throws Exception {
        return ask(suite, http, service).stream().map(HttpResponse::statusCode).toList();
    }

    private static List<HttpResponse<String>> ask(BrittleSuite suite, HttpClient http, Service service)
            throws IOException, InterruptedException {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (HttpRequest.Builder request : REQUESTS.get(service)) {
            URI path = request.copy().build().uri();
            answers.add(http.send(
                    request.copy()
                            .uri(suite.address(service).resolve(path.getRawPath()))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofString()));
        }
        return answers;
    }

    private static Map<Service, List<HttpRequest.Builder>> requests() {
        String json = "application/json";
        Map<Service, List<HttpRequest.Builder>> requests = new EnumMap<>(Service.class);
        requests.put(
                Service.CUSTOMER,
                List.of(
                        get("/v1/customers"),
                        get("/v1/metric-feed"),
                        to("/v1/customers/by-key/demo/L1", "PUT", json, "{\"kind\":\"PERSON\"}"),
                        to("/v1/customers", "POST", json, "{\"kind\":\"PERSON\"}")));
        requests.put(
                Service.SCORING,
                List.of(get("/v1/schemes"), get("/v1/tier-changes"), get("/v1/customers/by-key/demo/L1/tiers")));
        requests.put(Service.REPORT, List.of(get("/v1/reports")));
        return requests;
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://any" + path));
    }

    private static HttpRequest.Builder to(String path, String method, String type, String body) {
        return get(path).method(method, BodyPublishers.ofString(body)).header("Content-Type", type);
    }
}
