package io.fenji.report.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.SampleCustomer;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@ServiceTest
class UpstreamServicesTest {
    private static final SampleBase BASE = SampleBase.members("upstream", 450, 2);

    @Inject
    CustomerService customers;

    @Inject
    ScoringService scoring;

    enum Trouble {
        SERVER_ERROR,
        SLOW,
        CUT,
        BROKEN_JSON,
        NO_JSON,
        RESET;

        ResponseDefinitionBuilder answer() {
            return switch (this) {
                case SERVER_ERROR -> aResponse().withStatus(500);
                case SLOW -> aResponse().withFixedDelay(3000);
                case CUT -> aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK);
                case BROKEN_JSON ->
                    aResponse().withHeader("Content-Type", "application/json").withBody("{\"items\":[");
                case NO_JSON ->
                    aResponse().withHeader("Content-Type", "text/html").withBody("<html>");
                case RESET -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            };
        }

        void strike(WireMockServer server) {
            server.stubFor(any(anyUrl()).atPriority(1).willReturn(answer()));
        }
    }

    @BeforeEach
    void tellTheBase() {
        Upstreams.tell(BASE);
    }

    private static List<UUID> ids() {
        return BASE.customers().stream().map(SampleCustomer::id).toList();
    }

    @Test
    void fetchesNamesInBatches() {
        Map<UUID, String> names = customers.names(ids());
        SampleCustomer last = BASE.customers().getLast();
        assertThat(names).containsEntry(last.id(), last.name());
        Upstreams.customers().verify(3, getRequestedFor(urlPathEqualTo("/v1/customers")));
    }

    @Test
    void asksNobodyForNoNames() {
        assertThat(customers.names(List.of())).isEmpty();
        Upstreams.customers().verify(0, getRequestedFor(urlPathEqualTo("/v1/customers")));
    }

    @Test
    void readsASchemeWithItsRunsAndCalibration() {
        KnownScheme scheme = scoring.scheme("upstream").orElseThrow();
        assertThat(scheme.version()).isEqualTo(1);
        assertThat(scheme.document().path("tiers")).hasSize(4);
        assertThat(scheme.runs()).hasSize(2);
        assertThat(scheme.calibration()).isNotNull();
    }

    @Test
    void knowsThatThereIsNoSuchScheme() {
        assertThat(scoring.scheme("nowhere")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void saysThatCustomerServiceIsNoUse(Trouble trouble) {
        trouble.strike(Upstreams.customers());
        assertThatExceptionOfType(UpstreamException.class).isThrownBy(() -> customers.names(ids()));
        assertThatExceptionOfType(UpstreamException.class).isThrownBy(customers::latestImports);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void saysThatScoringServiceIsNoUse(Trouble trouble) {
        trouble.strike(Upstreams.scoring());
        assertThatExceptionOfType(UpstreamException.class).isThrownBy(() -> scoring.scheme("upstream"));
    }
}
