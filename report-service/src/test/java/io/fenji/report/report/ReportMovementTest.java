package io.fenji.report.report;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.fenji.kit.testing.ContractFilter;
import io.fenji.report.testing.Reports;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.SampleCustomer;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a report compares with, and which run it belongs to.
@QuarkusTest
@ServiceTest
class ReportMovementTest {
    private static final String EARLIER_STAMP = "2026-04-01T01:00:03Z";
    private static final String EARLIER_FINISHED = "2026-04-01T01:00:05Z";
    private static final String STAMP = "2026-06-30T01:00:03Z";
    private static final String FINISHED = "2026-06-30T01:00:05Z";

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static SampleBase base(String scheme, int size) {
        List<SampleCustomer> customers = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            customers.add(new SampleCustomer(
                    SampleBase.id(scheme, i),
                    "K" + i,
                    "Customer " + i,
                    "CN",
                    "广东",
                    BigDecimal.TEN,
                    BigDecimal.TEN,
                    2,
                    10,
                    null,
                    null));
        }
        return new SampleBase(scheme, SampleBase.MEMBERS.formatted(scheme), customers, true);
    }

    private static UUID id(SampleBase base, int number) {
        return base.customers().get(number - 1).id();
    }

    private static JsonNode migrationOf(SampleBase base, List<String> changes) {
        return contentOf(base, changes).path("migration");
    }

    private static JsonNode contentOf(SampleBase base, List<String> changes) {
        Upstreams.tell(base);
        Upstreams.tierChanges(base, changes);
        return Reports.content(Reports.make(base.scheme(), "en"));
    }

    private static Map<String, Long> cells(JsonNode migration) {
        Map<String, Long> cells = new TreeMap<>();
        for (JsonNode cell : migration.path("cells")) {
            cells.put(
                    cell.path("from").asText("none") + ">" + cell.path("to").asText("none"),
                    cell.path("customers").longValue());
        }
        return cells;
    }

    @Test
    void showsWhereCustomersOfARenamedTierCameFrom() {
        SampleBase base = base("renamed", 3);
        JsonNode content = contentOf(
                base,
                List.of(
                        base.changeAt(id(base, 1), 1, null, "premium", base.run(1), EARLIER_STAMP),
                        base.changeAt(id(base, 2), 1, null, "premium", base.run(1), EARLIER_STAMP),
                        base.changeAt(id(base, 3), 1, null, "silver", base.run(1), EARLIER_STAMP),
                        base.changeAt(id(base, 1), 2, "premium", "gold", base.run(2), STAMP),
                        base.changeAt(id(base, 2), 2, "premium", "gold", base.run(2), STAMP)));
        JsonNode migration = content.path("migration");
        assertThat(cells(migration)).isEqualTo(Map.of("premium>gold", 2L, "silver>silver", 1L));
        assertThat(migration.path("incomparable").longValue()).isEqualTo(2);
        assertThat(migration.path("entered").longValue()).isZero();
        assertThat(migration.path("rose").longValue()).isZero();
        assertThat(migration.path("risers")).isEmpty();
        assertThat(content.path("distribution").findValuesAsText("tier"))
                .containsExactly("diamond", "gold", "silver", "bronze");
        assertThat(content.path("summary").toString()).contains("no longer in the scheme");
        assertThat(Reports.html(Reports.make("renamed", "en"))).contains("<span class=\"no\"", "premium");
    }

    @Test
    void countsMovesThatTheFollowerMadeBeforeTheEarlierRunWasFinished() {
        SampleBase base = base("stamped", 1);
        JsonNode migration = migrationOf(
                base,
                List.of(
                        base.changeAt(id(base, 1), 1, null, "silver", base.run(1), EARLIER_STAMP),
                        base.changeAt(id(base, 1), 2, "silver", "gold", null, "2026-04-01T01:00:04Z")));
        assertThat(cells(migration)).isEqualTo(Map.of("silver>gold", 1L));
        assertThat(migration.path("rose").longValue()).isEqualTo(1);
    }

    @Test
    void startsFromTheTiersThatTheFollowerWroteBeforeTheEarlierRun() {
        SampleBase base = base("follower-first", 3);
        JsonNode migration = migrationOf(
                base,
                List.of(
                        base.changeAt(id(base, 1), 1, null, "bronze", null, "2026-04-01T00:10:00Z"),
                        base.changeAt(id(base, 1), 2, "bronze", "silver", null, "2026-04-01T00:59:59Z"),
                        base.changeAt(id(base, 2), 1, null, "silver", null, "2026-04-01T00:59:59Z"),
                        base.changeAt(id(base, 3), 1, null, "gold", base.run(1), EARLIER_STAMP),
                        base.changeAt(id(base, 1), 3, "silver", "gold", null, "2026-05-01T01:00:00Z"),
                        base.changeAt(id(base, 1), 4, "gold", "diamond", base.run(2), STAMP),
                        base.changeAt(id(base, 3), 2, "gold", "silver", null, "2026-06-29T01:00:00Z")));
        assertThat(cells(migration)).isEqualTo(Map.of("silver>diamond", 1L, "silver>silver", 1L, "gold>silver", 1L));
    }

    @Test
    void fallsBackToTheEndOfARunThatChangedNothing() {
        SampleBase base = base("unchanging", 2);
        JsonNode migration = migrationOf(
                base,
                List.of(
                        base.changeAt(id(base, 1), 1, null, "silver", null, "2026-03-01T00:00:00Z"),
                        base.changeAt(id(base, 2), 1, null, "silver", null, "2026-04-02T00:00:00Z")));
        assertThat(cells(migration)).isEqualTo(Map.of("silver>silver", 1L, "none>silver", 1L));
    }

    @Test
    void takesTheRunThatFinishedLastForTheNewest() {
        SampleBase base = base("finished-last", 1);
        Upstreams.tell(base);
        Upstreams.runs(String.join(
                ",",
                base.runJson(1, 1, SampleBase.EARLIER_DATE, EARLIER_FINISHED),
                base.runJson(2, 1, SampleBase.DATE, FINISHED)));
        JsonNode content = Reports.content(Reports.make("finished-last", "en"));
        assertThat(content.at("/freshness/lastRun/id").textValue())
                .isEqualTo(base.run(2).toString());
        assertThat(content.at("/migration/from/id").textValue())
                .isEqualTo(base.run(1).toString());
    }

    @Test
    void showsNoCalibrationOfAnotherVersion() {
        SampleBase base = base("other-version", 1);
        Upstreams.tell(base);
        Upstreams.runs(base.runJson(2, 2, SampleBase.DATE, FINISHED));
        JsonNode criteria = Reports.content(Reports.make("other-version", "en")).path("criteria");
        assertThat(criteria.has("calibration")).isFalse();
        assertThat(criteria.toString()).doesNotContain("120.50");
    }

    @Test
    void readsASchemeAgainWhenARunEndedMeanwhile() {
        SampleBase base = base("meanwhile", 1);
        Upstreams.tell(base);
        String before = "{\"items\":[%s]}".formatted(base.runJson(1, 1, SampleBase.EARLIER_DATE, EARLIER_FINISHED));
        // Asked for once when the report is accepted and once when it is begun; then the second run has ended.
        String state = Scenario.STARTED;
        for (String next : List.of("begun", "ended")) {
            Upstreams.scoring()
                    .stubFor(get(urlPathEqualTo("/v1/tier-runs"))
                            .inScenario("runs")
                            .whenScenarioStateIs(state)
                            .atPriority(1)
                            .willSetStateTo(next)
                            .willReturn(aResponse()
                                    .withHeader("Content-Type", "application/json")
                                    .withBody(before)));
            state = next;
        }
        JsonNode content = Reports.content(Reports.make("meanwhile", "en"));
        assertThat(content.at("/freshness/lastRun/id").textValue())
                .isEqualTo(base.run(2).toString());
    }
}
