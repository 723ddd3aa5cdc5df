package io.fenji.scoring.metric;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.fenji.kit.ndjson.CutStreamException;
import io.fenji.kit.testing.Contract;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.fenji.scoring.testing.StubProjection;
import io.fenji.scoring.testing.StubPurchases;
import io.fenji.scoring.testing.TestCustomer;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// customer-service as its contract says it is, and as it is on a bad day.
@QuarkusTest
@ServiceTest
class CustomerServiceClientTest {
    private static final Path PROVIDER = Path.of("../customer-service/src/main/resources/META-INF/openapi.yaml");
    private static final String TRAILER =
            "{\"end\":true,\"count\":1,\"next\":\"c1\",\"more\":false,\"businessDate\":\"2026-06-30\",\"dailyMetrics\":[\"recencyDays\"]}\n";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final TestCustomer customer =
            TestCustomer.of("web", Map.of("spend.365d", new BigDecimal("1234.5"), "orders.365d", BigDecimal.TWO));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void readsAPage() throws Exception {
        answer(aResponse().withStatus(200).withBody(customer.line() + "\n" + TRAILER));

        MetricPage page = read("c0");

        assertThat(page.next()).isEqualTo("c1");
        assertThat(page.businessDate()).isEqualTo(LocalDate.parse("2026-06-30"));
        assertThat(page.daily()).isEqualTo(List.of("recencyDays"));
        MetricVector vector = page.vectors().iterator().next();
        assertThat(vector.metrics()).isEqualTo(Map.of("spend.365d", 12_345_000L, "orders.365d", 20_000L));
        assertThat(vector.keys()).isEqualTo(List.of(new ExternalKey("test", customer.key())));
    }

    @Test
    void theStubIsAsTheProvidersContractSays() {
        assumeThat(Files.exists(PROVIDER)).as("customer-service's contract").isTrue();

        assertThat(Contract.of(PROVIDER)
                        .violations(
                                "GET",
                                "/v1/metric-feed",
                                200,
                                "application/x-ndjson",
                                customer.plainLine() + "\n" + customer.tombstone() + "\n" + TRAILER))
                .isEmpty();
    }

    @Test
    void theStubsCatalogueAndProjectionAreAsTheProvidersContractSays() {
        assumeThat(Files.exists(PROVIDER)).as("customer-service's contract").isTrue();
        Contract contract = Contract.of(PROVIDER);
        String projection = StubProjection.of(customer)
                .then("2026-07-05", "spend.365d", "0")
                .then("2026-07-05", "averageOrder.365d", "null")
                .json();

        assertThat(contract.violations("GET", "/v1/metrics", 200, "application/json", catalogue()))
                .isEmpty();
        assertThat(contract.violations(
                        "GET",
                        "/v1/customers/" + customer.id() + "/metric-projection",
                        200,
                        "application/json",
                        projection))
                .isEmpty();
    }

    /// Without the field that no contract has yet.
    private static String catalogue() {
        return CustomerServiceStub.catalogue().replace(",\"future\":1", "");
    }

    @Test
    void theStubsMetricsOfPastDaysAreAsTheProvidersContractSays() {
        assumeThat(Files.exists(PROVIDER)).as("customer-service's contract").isTrue();
        String id = customer.id().toString();

        assertThat(Contract.of(PROVIDER)
                        .violations(
                                "GET",
                                "/v1/customers/" + id + "/metrics",
                                200,
                                "application/json",
                                CustomerServiceStub.vector(id, LocalDate.parse("2026-06-01"), customer.metrics())))
                .isEmpty();
    }

    @Test
    void theStubsPurchasesAreAsTheProvidersContractSays() {
        assumeThat(Files.exists(PROVIDER)).as("customer-service's contract").isTrue();
        Contract contract = Contract.of(PROVIDER);
        LocalDate until = LocalDate.parse("2026-03-31");
        StubPurchases purchases = new StubPurchases();
        StubPurchases.random(20, LocalDate.parse("2026-06-30"), 1)
                .forEach(days -> purchases.put(UUID.randomUUID(), days));

        for (String holdoutUntil : List.of("", "2026-06-30")) {
            assertThat(contract.violations(
                            "GET",
                            "/v1/purchase-summaries",
                            200,
                            "application/x-ndjson",
                            purchases.summaries(until, holdoutUntil)))
                    .isEmpty();
        }
        assertThat(contract.violations("GET", "/v1/purchase-months", 200, "application/json", purchases.months(until)))
                .isEmpty();
    }

    @Test
    void saysWhichStatusRefused() {
        for (int status : List.of(404, 410, 500, 503)) {
            answer(aResponse().withStatus(status).withBody("{}"));

            assertThatThrownBy(() -> read("c0"))
                    .isInstanceOfSatisfying(
                            WebApplicationException.class,
                            refused -> assertThat(refused.getResponse().getStatus())
                                    .isEqualTo(status));
        }
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotCome() {
        answer(aResponse().withStatus(200).withFixedDelay(5_000).withBody(TRAILER));

        assertThatThrownBy(() -> read("c0", 200)).isInstanceOf(ProcessingException.class);
    }

    @Test
    void refusesAStreamThatWasCut() {
        answer(aResponse().withStatus(200).withBody(customer.line() + "\n"));
        assertThatThrownBy(() -> read("c0")).isInstanceOf(CutStreamException.class);

        answer(aResponse().withStatus(200).withBody(TRAILER));
        assertThatThrownBy(() -> read("c0")).isInstanceOf(CutStreamException.class);

        answer(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        assertThatThrownBy(() -> read("c0")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void refusesBrokenJson() {
        answer(aResponse().withStatus(200).withBody("{\"customerId\":\n" + TRAILER));

        assertThatThrownBy(() -> read("c0")).isInstanceOf(CutStreamException.class);
    }

    @Test
    void leavesOutWhatCannotBeHeld() throws Exception {
        answer(aResponse()
                .withStatus(200)
                .withBody(
                        customer.line().replace("1234.5", "1e30").replace("\"web\"", "{\"deep\":1}") + "\n" + TRAILER));

        MetricVector vector = read("c0").vectors().iterator().next();

        assertThat(vector.metrics()).isEqualTo(Map.of("orders.365d", 20_000L));
        assertThat(vector.attributes()).isEqualTo("{\"kind\":\"PERSON\"}");
    }

    private void answer(ResponseDefinitionBuilder response) {
        server.resetAll();
        server.stubFor(get(urlPathEqualTo("/v1/metric-feed"))
                .withQueryParam("after", equalTo("c0"))
                .willReturn(response.withHeader("Content-Type", "application/x-ndjson")));
    }

    private MetricPage read(String after) throws Exception {
        return read(after, 30_000);
    }

    private MetricPage read(String after, int timeoutMillis) throws Exception {
        MetricFeedClient client = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(server.baseUrl()))
                .readTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .build(MetricFeedClient.class);
        try (InputStream in = client.read(after, 10, 0)) {
            return MetricPage.read(in);
        }
    }
}
