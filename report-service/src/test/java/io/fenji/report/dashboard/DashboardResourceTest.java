package io.fenji.report.dashboard;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class DashboardResourceTest {
    private static final SampleBase BASE = SampleBase.members("dashboard", 470, 2);
    private static final String PROBLEM =
            "{\"type\":\"https://fenji.io/problems/invalid-scheme\",\"title\":\"No\",\"status\":422,\"detail\":\"Weights\",\"code\":\"INVALID_SCHEME\"}";

    @TestHTTPResource("/v1/dashboard/progress")
    URL progress;

    @BeforeEach
    void tell() {
        Upstreams.tell(BASE);
    }

    private static RequestSpecification request() {
        return given().filter(new ContractFilter());
    }

    @Test
    void passesAnAnswerOnWithTheReadersToken() {
        Response answer = request()
                .header("Authorization", "Bearer reader")
                .get("/v1/dashboard/schemes/%s/versions/1".formatted(BASE.scheme()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.<String>path("scheme")).isEqualTo(BASE.scheme());
        Upstreams.scoring()
                .verify(getRequestedFor(urlPathEqualTo("/v1/schemes/%s/versions/1".formatted(BASE.scheme())))
                        .withHeader("Authorization", equalTo("Bearer reader")));
    }

    @Test
    void passesARequestAndItsProblemOnAsTheyAre() {
        Upstreams.scoring()
                .stubFor(post(urlPathEqualTo("/v1/simulations"))
                        .willReturn(aResponse()
                                .withStatus(422)
                                .withHeader("Content-Type", "application/problem+json")
                                .withBody(PROBLEM)));

        Response answer = request()
                .contentType("application/json")
                .body("{\"scheme\": \"a\"}")
                .post("/v1/dashboard/simulations");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).isEqualTo(PROBLEM);
        Upstreams.scoring()
                .verify(postRequestedFor(urlPathEqualTo("/v1/simulations"))
                        .withRequestBody(equalToJson("{\"scheme\": \"a\"}")));
    }

    @Test
    void saysWhenAServiceIsAway() {
        Upstreams.scoring()
                .stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        Upstreams.fail(Upstreams.customers(), 500);

        for (String address : new String[] {"/v1/dashboard/schemes", "/v1/dashboard/customers?search=a"}) {
            Response answer = request().get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotBlank();
            assertThat(answer.asString()).doesNotContain("broken");
        }
    }

    @Test
    void passesNothingElseOn() {
        for (String address :
                new String[] {"/v1/dashboard/webhooks", "/v1/dashboard/tiers", "/v1/dashboard/customers/x/y"}) {
            assertThat(given().get(address).statusCode()).as(address).isEqualTo(404);
        }
        assertThat(request().get("/v1/dashboard/schemes?target=x").statusCode()).isEqualTo(400);
    }

    @Test
    void findsCustomersOnceWhereverTheyAreFound() {
        Response answer = request().get("/v1/dashboard/customers?search=a");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<List<String>>path("items.id")).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void refusesASearchForNothing() {
        for (String query :
                new String[] {"", "?search=", "?search= ", "?search=a&id=01977d2e-5c1f-7b60-a6f4-0b6a8f3c1d22"}) {
            assertThat(request().get("/v1/dashboard/customers" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void tellsTheProgressAtOnce() throws IOException {
        URLConnection connection = progress.openConnection();
        connection.setReadTimeout(10_000);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            assertThat(lines.readLine()).isEqualTo("event:progress");
            assertThat(lines.readLine()).startsWith("data:{\"imports\":[]").contains("\"tierRuns\":[", "\"away\":[]");
        }
    }
}
