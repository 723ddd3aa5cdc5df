package io.fenji.report.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import io.fenji.kit.testing.Contract;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// customer-service and scoring-service as stubs. What they answer is checked against the contracts in this repository.
public final class Upstreams implements QuarkusTestResourceLifecycleManager {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String NOTHING_HERE =
            "{\"type\":\"https://fenji.io/problems/not-found\",\"title\":\"There is nothing here\",\"status\":404,\"code\":\"NOT_FOUND\"}";
    private static final String GONE =
            "{\"type\":\"https://fenji.io/problems/feed-epoch-changed\",\"title\":\"Another epoch\",\"status\":410,\"code\":\"FEED_EPOCH_CHANGED\"}";

    private static final Contract CUSTOMERS = contract("customer-service");
    private static final Contract SCORING = contract("scoring-service");
    private static WireMockServer customers;
    private static WireMockServer scoring;

    @Override
    public Map<String, String> start() {
        customers = new WireMockServer(options().dynamicPort());
        scoring = new WireMockServer(options().dynamicPort());
        customers.start();
        scoring.start();
        return Map.of(
                "fenji.customer-service.url", customers.baseUrl(),
                "fenji.scoring-service.url", scoring.baseUrl(),
                "fenji.mart.follow", "false",
                "quarkus.rest-client.customer-service.read-timeout", "1000",
                "quarkus.rest-client.scoring-service.read-timeout", "1000",
                "quarkus.rest-client.metric-feed.read-timeout", "2000",
                "quarkus.rest-client.fact-feed.read-timeout", "2000",
                "quarkus.rest-client.tier-changes.read-timeout", "2000");
    }

    @Override
    public void stop() {
        customers.stop();
        scoring.stop();
    }

    private static Contract contract(String service) {
        return Contract.of(Path.of("..", service, "src/main/resources/META-INF/openapi.yaml"));
    }

    public static WireMockServer customers() {
        return customers;
    }

    public static WireMockServer scoring() {
        return scoring;
    }

    /// Both services tell this base and no other; a cursor of another base is one of another epoch.
    public static void tell(SampleBase base) {
        customers.resetAll();
        scoring.resetAll();
        problem(customers, any(anyUrl()).atPriority(10), 404, NOTHING_HERE);
        problem(scoring, any(anyUrl()).atPriority(10), 404, NOTHING_HERE);
        feed(customers, CUSTOMERS, "/v1/metric-feed", base.cursor(), base.metricFeed(), base.metricTrailer(0));
        feed(customers, CUSTOMERS, "/v1/fact-feed", base.cursor(), base.factFeed(), base.factTrailer(0));
        feed(scoring, SCORING, "/v1/tier-changes", base.cursor(), base.tierChanges(), base.tierTrailer(0));
        scheme(base);
        names(base.customers());
        imports("[]");
    }

    /// Everything is answered with this status.
    public static void fail(WireMockServer server, int status) {
        server.stubFor(any(anyUrl())
                .atPriority(1)
                .willReturn(aResponse().withStatus(status).withBody("broken")));
    }

    /// Tells these tier changes instead of the base's.
    public static void tierChanges(SampleBase base, List<String> lines) {
        String all = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        feed(
                scoring,
                SCORING,
                "/v1/tier-changes",
                base.cursor(),
                all + base.tierTrailer(lines.size()),
                base.tierTrailer(0));
    }

    /// Tells these runs instead of the base's.
    public static void runs(String items) {
        json(scoring, SCORING, "/v1/tier-runs", "{\"items\":[%s]}".formatted(items));
    }

    private static void scheme(SampleBase base) {
        json(scoring, SCORING, "/v1/schemes/" + base.scheme(), """
                {"key":"%s","name":{"en":"Sample"},"activeVersion":1,"inForceVersion":1,
                 "versions":[{"version":1,"state":"ACTIVE","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}]}""".formatted(base.scheme()));
        json(scoring, SCORING, "/v1/schemes/%s/versions/1".formatted(base.scheme()), """
                {"scheme":"%s","version":1,"state":"ACTIVE","document":%s,"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","authors":[]}""".formatted(
                        base.scheme(), base.document()));
        json(scoring, SCORING, "/v1/tier-runs", base.runs());
        json(scoring, SCORING, "/v1/calibrations/" + base.run(9), base.calibration());
    }

    /// Tells this scheme as one of which no version has been active.
    public static void draft(SampleBase base) {
        json(scoring, SCORING, "/v1/schemes/" + base.scheme(), """
                {"key":"%s","name":{"en":"Sample"},
                 "versions":[{"version":1,"state":"DRAFT","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}]}""".formatted(base.scheme()));
    }

    /// Tells that this version of the scheme is in force, with tiers of these keys.
    public static void inForce(SampleBase base, int version, String document) {
        json(scoring, SCORING, "/v1/schemes/" + base.scheme(), """
                {"key":"%s","name":{"en":"Sample"},"activeVersion":%2$d,"inForceVersion":%2$d,
                 "versions":[{"version":%2$d,"state":"ACTIVE","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z"}]}""".formatted(base.scheme(), version));
        json(scoring, SCORING, "/v1/schemes/%s/versions/%d".formatted(base.scheme(), version), """
                {"scheme":"%s","version":%d,"state":"ACTIVE","document":%s,"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","authors":[]}""".formatted(
                        base.scheme(), version, document));
    }

    public static void names(List<SampleCustomer> customersWithNames) {
        String items = customersWithNames.stream()
                .filter(each -> each.name() != null)
                .limit(2000)
                .map(each ->
                        "{\"id\":\"%s\",\"kind\":\"PERSON\",\"name\":%s,\"keys\":[{\"source\":\"demo\",\"key\":\"%s\"}],\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"
                                .formatted(each.id(), quoted(each.name()), each.key()))
                .collect(Collectors.joining(","));
        // Tells more than is asked for, and an unknown member: neither may disturb.
        customers.stubFor(get(urlPathEqualTo("/v1/customers"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", JSON)
                        .withBody("{\"items\":[%s],\"somethingNew\":1}".formatted(items))));
    }

    /// Tells these warnings.
    public static void warnings(String page) {
        json(scoring, SCORING, "/v1/warnings", page);
    }

    /// Tells these warnings of a kind, and none of others.
    public static void warnings(String kind, String page) {
        warnings("{\"items\":[]}");
        check(SCORING, "/v1/warnings", JSON, page);
        scoring.stubFor(get(urlPathEqualTo("/v1/warnings"))
                .withQueryParam("kind", equalTo(kind))
                .willReturn(aResponse().withHeader("Content-Type", JSON).withBody(page)));
    }

    /// Tells these segments.
    public static void segments(String page) {
        json(scoring, SCORING, "/v1/segments", page);
    }

    /// Tells what is other in version 2 of the scheme.
    public static void differences(String scheme, String differences) {
        json(scoring, SCORING, "/v1/schemes/%s/versions/2/diff".formatted(scheme), """
                {"scheme":"%s","version":2,"against":1,"differences":[%s]}""".formatted(scheme, differences));
    }

    /// Tells of a base of which nothing has been counted yet.
    public static void quality() {
        json(customers, CUSTOMERS, "/v1/quality", "{\"rules\":[],\"fields\":[],\"timeliness\":[],\"trend\":[]}");
    }

    public static void imports(String items) {
        json(customers, CUSTOMERS, "/v1/imports", "{\"items\":%s}".formatted(items));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0007", "\\u0007") + '"';
    }

    private static void feed(
            WireMockServer server, Contract contract, String path, String cursor, String all, String nothing) {
        check(contract, path, NDJSON, all);
        feedAnswer(server, path, absent(), aResponse().withBody(all));
        feedAnswer(server, path, equalTo(cursor), aResponse().withBody(nothing));
        server.stubFor(get(urlPathEqualTo(path))
                .atPriority(8)
                .willReturn(aResponse()
                        .withStatus(410)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody(GONE)));
    }

    public static void feedAnswer(
            WireMockServer server, String path, StringValuePattern after, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(path))
                .atPriority(5)
                .withQueryParam("after", after)
                .willReturn(answer.withHeader("Content-Type", NDJSON)));
    }

    public static void json(WireMockServer server, Contract contract, String path, String body) {
        check(contract, path, JSON, body);
        server.stubFor(get(urlPathEqualTo(path))
                .willReturn(aResponse().withHeader("Content-Type", JSON).withBody(body)));
    }

    private static void problem(WireMockServer server, MappingBuilder request, int status, String body) {
        server.stubFor(request.willReturn(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withBody(body)));
    }

    private static void check(Contract contract, String path, String type, String body) {
        List<String> violations = contract.violations("GET", path, 200, type, body);
        if (!violations.isEmpty()) {
            throw new AssertionError("The stub of %s breaks its contract: %s"
                    .formatted(path, violations.subList(0, Math.min(3, violations.size()))));
        }
    }
}
