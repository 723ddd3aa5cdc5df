package io.fenji.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A generated company through the suite: what the generator wrote is what the services report, and they agree with
/// each other.
@InSuite(SuiteKind.GENERATED)
class GeneratedCompanyTest {
    private static final String SCHEME = LoadedCompany.SCHEME;

    private static LoadedCompany company;
    private static Journey journey;

    @BeforeAll
    static void loadTheCompany(FreshSuite suite) {
        company = LoadedCompany.in(suite);
        journey = company.journey();
    }

    @Test
    void everyCleanRowLandsAndEveryDirtyOneIsRejected() {
        assertThat(counts(company.customers(), "landed", "rejected"))
                .containsExactly(
                        company.written().customers(), company.written().dirtyCustomerRows());
        assertThat(counts(company.orders(), "landed", "rejected"))
                .containsExactly(
                        company.written().orderLines(), company.written().dirtyOrderRows());
        assertThat(counts(company.interactions(), "landed", "rejected"))
                .containsExactly(company.written().interactions(), 0L);
        assertThat(counts(company.feedback(), "landed", "rejected"))
                .containsExactly(company.written().feedback(), 0L);
        assertThat(company.orders().path("rejectedByCode")).isNotEmpty().allSatisfy(reason -> {
            assertThat(reason.path("code").asText()).isNotBlank();
            assertThat(reason.path("reason").asText()).isNotBlank();
        });
    }

    @Test
    void grossAndNetAreThoseOfTheWrittenOrders() {
        List<JsonNode> metrics = journey.vectors().stream()
                .filter(vector ->
                        vector.path("keys").path(0).path("source").asText().equals("demo"))
                .map(vector -> vector.path("metrics"))
                .toList();

        assertThat(metrics).hasSize((int) company.written().customers());
        assertThat(sum(metrics, "grossSpend.lifetime"))
                .isEqualByComparingTo(company.written().gross());
        assertThat(sum(metrics, "spend.lifetime"))
                .isEqualByComparingTo(company.written().net());
    }

    @Test
    void customersMoveUpAndDownWithinNinetyDays() {
        List<String> order = StreamSupport.stream(
                        journey.scoring()
                                .json("/v1/presets/" + SCHEME)
                                .at("/scheme/tiers")
                                .spliterator(),
                        false)
                .map(tier -> tier.path("key").asText())
                .toList();

        List<JsonNode> moves = movesSinceTheEarlierRun().stream()
                .map(event -> event.path("data"))
                .toList();

        assertThat(company.earlierRun().path("businessDate").asText()).isEqualTo("2026-04-01");
        assertThat(company.run().path("businessDate").asText()).isEqualTo("2026-06-30");
        assertThat(moves)
                .allSatisfy(
                        move -> assertThat(move.path("businessDate").asText()).isEqualTo("2026-06-30"));
        assertThat(moves).anyMatch(move -> rank(order, move, "to") < rank(order, move, "from"));
        assertThat(moves).anyMatch(move -> rank(order, move, "to") > rank(order, move, "from"));
    }

    @Test
    void theHistoryOfAMovedCustomerHasBothTiers() {
        JsonNode move = movesSinceTheEarlierRun().getFirst();

        JsonNode history = journey.scoring()
                .json("/v1/customers/%s/tiers/%s/history"
                        .formatted(move.path("subject").asText(), SCHEME))
                .path("items");

        assertThat(history).hasSizeGreaterThanOrEqualTo(2);
        assertThat(history)
                .filteredOn(entry -> entry.path("version").equals(move.at("/data/version")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("tier")).isEqualTo(move.at("/data/to"));
                    assertThat(entry.path("previous")).isEqualTo(move.at("/data/from"));
                });
    }

    @Test
    void runExportAnalyticsAndReportCountTheSameTiers() {
        JsonNode run = journey.run(SCHEME, false);
        String report = journey.report(SCHEME, "en").path("id").asText();
        Map<String, Long> ofRun =
                byTier(run.path("tiers"), tier -> tier.path("customers").asLong());

        Map<String, Long> ofExport = Journey.export(journey.scoring(), SCHEME).stream()
                .collect(
                        Collectors.groupingBy(line -> line.path("tier").asText(), TreeMap::new, Collectors.counting()));
        JsonNode analytics = journey.reports().json("/v1/analytics/tier-distribution?scheme=" + SCHEME);
        JsonNode content = journey.reports().json("/v1/reports/" + report + "/json");

        assertThat(ofExport).isEqualTo(ofRun).hasSizeGreaterThanOrEqualTo(3);
        assertThat(byTier(
                        analytics.path("tiers"), tier -> tier.path("customers").asLong()))
                .isEqualTo(ofRun);
        assertThat(byTier(
                        content.path("distribution"),
                        tier -> tier.path("customers").asLong()))
                .isEqualTo(ofRun);
        assertThat(byTier(
                        content.path("distribution"),
                        tier -> tier.at("/spend/amount").asText()))
                .isEqualTo(byTier(
                        analytics.path("tiers"),
                        tier -> tier.at("/spend/amount").asText()));
    }

    @Test
    void theExportIsNdjsonUnlessCsvIsAskedFor() {
        String path = "/v1/tier-exports?scheme=" + SCHEME;

        assertThat(journey.scoring().get(path).expect(200).mediaType()).isEqualTo("application/x-ndjson");
        assertThat(journey.scoring().get(path, "Accept", "text/csv").expect(200).mediaType())
                .isEqualTo("text/csv");
    }

    @Test
    void theReportShowsTheMigrationSinceTheEarlierRun() {
        String report = journey.report(SCHEME, "zh-CN").path("id").asText();

        JsonNode migration =
                journey.reports().json("/v1/reports/" + report + "/json").path("migration");

        assertThat(migration.path("available").asBoolean()).isTrue();
        assertThat(migration.at("/from/businessDate").asText()).isEqualTo("2026-04-01");
        assertThat(migration.at("/to/businessDate").asText()).isEqualTo("2026-06-30");
        assertThat(migration.path("rose").asLong()).isPositive();
        assertThat(migration.path("fell").asLong()).isPositive();
    }

    @Test
    void everyExplanationAddsUpExactly() {
        List<JsonNode> sample = journey.scoring()
                .json("/v1/tiers?scheme=" + SCHEME + "&limit=200")
                .findParents("customerId");

        assertThat(sample).hasSize(200).allSatisfy(answer -> {
            JsonNode explanation = journey.scoring()
                    .json("/v1/customers/%s/tiers/%s/explanation"
                            .formatted(answer.path("customerId").asText(), SCHEME));
            assertThat(explanation.path("tier")).isEqualTo(answer.path("tier"));
            assertThat(explanation.path("score").decimalValue())
                    .isEqualByComparingTo(answer.path("score").decimalValue())
                    .isEqualByComparingTo(sum(list(explanation.path("dimensions")), "contribution"));
            assertThat(explanation.path("dimensions"))
                    .allSatisfy(dimension -> assertThat(
                                    dimension.path("contribution").decimalValue())
                            .isEqualByComparingTo(sum(list(dimension.path("criteria")), "contribution")));
        });
    }

    @Test
    void everyWayUpLeadsHigherAndSaysWhatTimeBrings() {
        List<JsonNode> sample = journey.scoring()
                .json("/v1/tiers?scheme=" + SCHEME + "&limit=50")
                .findParents("customerId");

        List<JsonNode> ways = sample.stream()
                .map(answer -> journey.scoring()
                        .json("/v1/customers/%s/tiers/%s/way-up"
                                .formatted(answer.path("customerId").asText(), SCHEME)))
                .toList();

        assertThat(ways)
                .hasSize(50)
                .allSatisfy(way -> {
                    assertThat(way.path("outcome").asText()).isIn("OPEN", "TOP", "BLOCKED", "COMING");
                    // The projection has come from the real customer-service.
                    assertThat(way.at("/ifNothingHappens/outcome").asText()).isIn("FALLS", "STAYS");
                    assertThat(way.at("/words/zh-CN").asText()).isNotBlank();
                    assertThat(way.path("proposals"))
                            .allSatisfy(proposal ->
                                    assertThat(proposal.path("changes")).isNotEmpty());
                })
                .anySatisfy(way -> assertThat(way.path("outcome").asText()).isEqualTo("OPEN"))
                .anySatisfy(way ->
                        assertThat(way.at("/ifNothingHappens/fall/causes")).isNotEmpty());
    }

    /// Customers whose vectors changed are tiered anew at once, so a move comes with the refresh or with the run.
    private static List<JsonNode> movesSinceTheEarlierRun() {
        JsonNode earlier = company.earlierRun().path("id");
        return Journey.follow(journey.scoring(), "/v1/tier-changes", "").stream()
                .filter(event -> !event.at("/data/runId").equals(earlier))
                .filter(event ->
                        event.at("/data").has("from") && event.at("/data").has("to"))
                .toList();
    }

    private static int rank(List<String> order, JsonNode move, String end) {
        return move.has(end) ? order.indexOf(move.path(end).asText()) : order.size();
    }

    private static List<Long> counts(JsonNode load, String... names) {
        return List.of(names).stream()
                .map(name -> load.path("counts").path(name).asLong())
                .toList();
    }

    private static <T> Map<String, T> byTier(JsonNode tiers, Function<JsonNode, T> value) {
        return list(tiers).stream()
                .filter(tier -> tier.path("customers").asLong() > 0)
                .collect(Collectors.toMap(tier -> tier.path("tier").asText(), value));
    }

    private static BigDecimal sum(List<JsonNode> items, String key) {
        return items.stream().map(item -> item.path(key).decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
