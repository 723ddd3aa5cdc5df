package io.fenji.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.launcher.console.Console;
import io.fenji.launcher.console.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoringTest {
    private static final LocalDate DATE = LocalDate.of(2026, 6, 30);

    private final Console console = Console.silent();
    private final Phase phase = console.phase("phase.run", DATE);
    private StubService stub;
    private Scoring scoring;

    @BeforeEach
    void start() throws IOException {
        stub = new StubService();
        Operations operations = new Operations(console.messages(), Duration.ofMillis(1));
        scoring = new Scoring(stub.api(), stub.api(), operations);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void installsThePresetWhereThereIsNoScheme() {
        stub.on("GET /v1/presets/abc", "{\"key\":\"abc\",\"scheme\":{\"key\":\"abc\"}}")
                .on("POST /v1/schemes", 201, "{}", "/v1/schemes/abc/versions/1")
                .on("POST /v1/schemes/abc/versions/1:activate", "{}");
        assertThat(scoring.activate("abc")).isFalse();
        assertThat(stub.requests().get(2).body()).isEqualTo("{\"key\":\"abc\"}");
        assertThat(stub.lines()).last().isEqualTo("POST /v1/schemes/abc/versions/1:activate");
    }

    @Test
    void leavesAnActiveSchemeAlone() {
        stub.on("GET /v1/schemes/abc", "{\"key\":\"abc\",\"activeVersion\":1}");
        assertThat(scoring.activate("abc")).isTrue();
        assertThat(stub.lines()).containsExactly("GET /v1/schemes/abc");
    }

    @Test
    void activatesTheDraftThatAnInterruptedStartLeft() {
        stub.on("GET /v1/schemes/abc", "{\"versions\":[{\"version\":2,\"state\":\"DRAFT\"}]}")
                .on("POST /v1/schemes/abc/versions/2:activate", "{}");
        assertThat(scoring.activate("abc")).isFalse();
        assertThat(stub.lines()).containsExactly("GET /v1/schemes/abc", "POST /v1/schemes/abc/versions/2:activate");
    }

    @Test
    void namesThePresetsWhereThereIsNoSchemeOfThatKey() {
        stub.on("GET /v1/presets", "{\"items\":[{\"key\":\"abc\"},{\"key\":\"rfm\"}]}");
        assertThatThrownBy(() -> scoring.activate("x"))
                .hasMessage("There is no scheme \"x\", and no preset of that key; presets are abc, rfm.");
    }

    @Test
    void recomputesNothingWhereTheBaseStandsAtTheDate() {
        stub.on("GET /v1/metric-feed?limit=1", "{\"end\":true,\"businessDate\":\"2026-06-30\"}");
        assertThat(scoring.moveTo(DATE, phase)).isFalse();
        assertThat(stub.lines()).containsExactly("GET /v1/metric-feed?limit=1");
    }

    @Test
    void movesTheBaseToTheDate() {
        stub.on("GET /v1/metric-feed?limit=1", "{\"end\":true,\"businessDate\":\"2026-04-01\"}")
                .on("POST /v1/metric-refreshes", 202, "{}", "/v1/operations/5")
                .on("GET /v1/operations/5", "{\"state\":\"SUCCEEDED\"}");
        assertThat(scoring.moveTo(DATE, phase)).isTrue();
        assertThat(stub.requests().get(1).body()).isEqualTo("{\"businessDate\":\"2026-06-30\"}");
    }

    @Test
    void findsTheNewestSucceededRunOfADate() {
        stub.on("GET /v1/tier-runs?limit=200&scheme=abc", """
                {"items":[{"id":"3","state":"FAILED","businessDate":"2026-06-30"},
                          {"id":"2","state":"SUCCEEDED","businessDate":"2026-06-30"},
                          {"id":"1","state":"SUCCEEDED","businessDate":"2026-04-01"}]}""");
        assertThat(scoring.runAsOf("abc", DATE).orElseThrow().path("id").asText())
                .isEqualTo("2");
        assertThat(scoring.runAsOf("abc", DATE.minusYears(1))).isEmpty();
    }

    @Test
    void calibratesEachRun() {
        stub.on("POST /v1/tier-runs", 202, "{}", "/v1/tier-runs/8")
                .on("GET /v1/tier-runs/8", "{\"state\":\"RUNNING\"}")
                .on("GET /v1/tier-runs/8", "{\"state\":\"SUCCEEDED\",\"counts\":{\"tiered\":3}}");
        assertThat(scoring.run("abc", phase).path("counts").path("tiered").asInt())
                .isEqualTo(3);
        assertThat(stub.requests().getFirst().body()).isEqualTo("{\"scheme\":\"abc\",\"calibrate\":true}");
    }
}
