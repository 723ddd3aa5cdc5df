package io.fenji.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.suite.FreshSuite;
import io.fenji.systemtests.suite.Journey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The public Online Retail file from upload to report, against figures that were computed independently.
@InSuite(SuiteKind.ONLINE_RETAIL)
class OnlineRetailTest {
    private static final String MAPPING = "uci-online-retail";
    private static final String SCHEME = "abc-pareto-80-95";

    private static OnlineRetailData data;
    private static Journey journey;
    private static JsonNode load;
    private static JsonNode run;
    private static Map<String, JsonNode> vectors;
    private static Map<String, String> keys;

    @BeforeAll
    static void loadTheFile(FreshSuite suite) {
        data = Needed.data(
                OnlineRetailData.find(),
                "the Online Retail file is neither in ../shared/data beside the project nor in FENJI_DATA");
        journey = Journey.through(suite);
        load = journey.importFile("orders", MAPPING, data.file());
        journey.activatePreset(SCHEME);
        run = journey.run(SCHEME, true);
        vectors = new HashMap<>();
        keys = new HashMap<>();
        for (JsonNode vector : journey.vectors()) {
            String key = vector.path("keys").path(0).path("key").asText();
            vectors.put(key, vector.path("metrics"));
            keys.put(vector.path("customerId").asText(), key);
        }
    }

    @Test
    void rejectsEveryLineWithoutCustomerAndSaysSo() {
        assertThat(load.path("counts").path("read").asLong()).isEqualTo(541_909);
        assertThat(load.path("counts").path("rejected").asLong()).isEqualTo(135_080);
        assertThat(load.path("counts").path("landed").asLong()).isEqualTo(541_909 - 135_080);
        assertThat(load.path("rejectedByCode")).singleElement().satisfies(reason -> {
            assertThat(reason.path("code").asText()).isEqualTo("MISSING_CUSTOMER");
            assertThat(reason.path("count").asLong()).isEqualTo(135_080);
            assertThat(reason.path("reason").asText()).isNotBlank();
        });
    }

    @Test
    void rejectedLinesCanBeDownloadedWithLineCodeAndReason() {
        Answer answer = journey.customers()
                .get("/v1/imports/" + load.path("id").asText() + "/rejections", "Accept", "text/csv")
                .expect(200);

        List<String> lines = answer.text().lines().toList();
        assertThat(lines).hasSize(1 + 135_080);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,line,code,reason");
        // The first line of the file without a customer: its line number counts the header.
        assertThat(lines.get(1))
                .startsWith("536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom,624,MISSING_CUSTOMER,");
    }

    @Test
    void everyCustomerHasTheExpectedRecencyFrequencyGrossAndNet() {
        Map<String, OnlineRetailData.Rfm> expected = data.rfm();
        assertThat(vectors.keySet()).isEqualTo(expected.keySet()).hasSize(4_372);

        List<String> different = new ArrayList<>();
        expected.forEach((customer, rfm) -> {
            JsonNode metrics = vectors.get(customer);
            if (!same(metrics, "recencyDays", rfm.recencyDays().orElse(null))
                    || !same(metrics, "orders.lifetime", rfm.orders())
                    || !same(metrics, "grossSpend.lifetime", rfm.gross())
                    || !same(metrics, "spend.lifetime", rfm.net())) {
                different.add(customer + ": " + rfm + " but " + metrics);
            }
        });
        assertThat(different).isEmpty();
    }

    @Test
    void theTotalsAreThePublishedOnes() {
        List<JsonNode> all = List.copyOf(vectors.values());
        List<JsonNode> buyers = all.stream()
                .filter(metrics -> metrics.path("orders.lifetime").asInt() > 0)
                .toList();

        assertThat(buyers).hasSize(4_339);
        assertThat(sum(buyers, "grossSpend.lifetime")).isEqualByComparingTo("8911407.904");
        assertThat(sum(all, "grossSpend.lifetime")).isEqualByComparingTo("8911407.904");
        // Cancellations of the 33 customers without a purchase count here.
        assertThat(sum(all, "spend.lifetime")).isEqualByComparingTo("8300065.814");
    }

    @Test
    void oneCustomersMetricsAreTheSameAsInTheFeed() {
        JsonNode metrics = journey.customers()
                .json("/v1/customers/by-key/%s/14646/metrics".formatted(source()))
                .path("metrics");

        assertThat(metrics).isEqualTo(vectors.get("14646"));
    }

    @Test
    void everyCustomerIsInTheExpectedParetoClass() {
        Map<String, String> classes = new HashMap<>();
        Journey.export(journey.scoring(), SCHEME)
                .forEach(line -> classes.put(
                        keys.get(line.path("customerId").asText()),
                        line.path("tier").asText()));

        assertThat(classes).isEqualTo(data.classes());
    }

    @Test
    void theRunCountsTheClasses() {
        assertThat(run.path("counts").path("customers").asLong()).isEqualTo(4_372);
        assertThat(run.path("counts").path("inPopulation").asLong()).isEqualTo(4_339);
        assertThat(run.path("tiers").toString())
                .isEqualTo("[{\"tier\":\"A\",\"customers\":1133},{\"tier\":\"B\",\"customers\":1469},"
                        + "{\"tier\":\"C\",\"customers\":1737}]");
    }

    @Test
    void aCustomerWithCancellationsOnlyIsOutsideThePopulation() {
        JsonNode answer = journey.scoring()
                .json("/v1/customers/by-key/%s/12503/tiers".formatted(source()))
                .path("items")
                .path(0);

        assertThat(answer.path("outside").asText()).isEqualTo("population");
        assertThat(answer.has("tier")).isFalse();
    }

    @Test
    void theExplanationOfAClassNamesValueAndThreshold() {
        String id = idOf("14646");

        JsonNode explanation = journey.scoring().json("/v1/customers/%s/tiers/%s/explanation".formatted(id, SCHEME));

        assertThat(explanation.path("tier").asText()).isEqualTo("A");
        assertThat(explanation.path("population").path("member").asBoolean()).isTrue();
        JsonNode cut = explanation.path("cut");
        assertThat(cut.path("type").asText()).isEqualTo("valueShare");
        assertThat(cut.path("metric").asText()).isEqualTo("grossSpend.lifetime");
        assertThat(cut.path("value").decimalValue()).isEqualByComparingTo("280206.02");
        assertThat(cut.path("threshold").decimalValue()).isEqualByComparingTo(smallestGrossOf("A"));
    }

    @Test
    void theSameFileAgainChangesNothing() {
        String vectorsEnd = Journey.endOf(journey.customers(), "/v1/metric-feed");
        String changesEnd = Journey.endOf(journey.scoring(), "/v1/tier-changes");

        JsonNode again = journey.importFile("orders", MAPPING, data.file());
        JsonNode secondRun = journey.run(SCHEME, true);

        assertThat(again.path("counts").path("created").asLong()).isZero();
        assertThat(again.path("counts").path("updated").asLong()).isZero();
        assertThat(again.path("counts").path("unchanged"))
                .isEqualTo(load.path("counts").path("created"));
        assertThat(Journey.follow(journey.customers(), "/v1/metric-feed", vectorsEnd))
                .isEmpty();
        assertThat(secondRun.path("counts").path("changed").asLong()).isZero();
        assertThat(secondRun.path("tiers")).isEqualTo(run.path("tiers"));
        assertThat(Journey.follow(journey.scoring(), "/v1/tier-changes", changesEnd))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void theReportHasThePublishedFigures(String language) {
        String id = journey.report(SCHEME, language).path("id").asText();

        JsonNode content = journey.reports().json("/v1/reports/" + id + "/json");
        assertThat(content.path("keyFigures").path("customers").asLong()).isEqualTo(4_372);
        assertThat(content.path("keyFigures").path("tiered").asLong()).isEqualTo(4_339);
        assertThat(content.path("quality")
                        .path("imports")
                        .path(0)
                        .path("rejected")
                        .asLong())
                .isEqualTo(135_080);
        assertThat(content.path("distribution"))
                .extracting(tier -> tier.path("tier").asText() + " "
                        + tier.path("customers").asLong())
                .containsExactly("A 1133", "B 1469", "C 1737");
        assertThat(content.path("distribution"))
                .extracting(tier -> tier.path("spend").path("currency").asText())
                .containsOnly("GBP");
        BigDecimal gross = BigDecimal.ZERO;
        for (JsonNode tier : content.path("distribution")) {
            gross = gross.add(new BigDecimal(tier.path("spend").path("amount").asText()));
        }
        assertThat(gross).isEqualByComparingTo("8911407.904");

        String page =
                journey.reports().get("/v1/reports/" + id + "/html").expect(200).text();
        assertThat(page)
                .contains("<html lang=\"" + language, "1,133", "1,469", "1,737", "4,339", "8,911,407.90", "135,080");
    }

    private static String smallestGrossOf(String tier) {
        Map<String, OnlineRetailData.Rfm> rfm = data.rfm();
        return data.classes().entrySet().stream()
                .filter(entry -> entry.getValue().equals(tier))
                .map(entry -> rfm.get(entry.getKey()).gross())
                .min(BigDecimal::compareTo)
                .orElseThrow()
                .toPlainString();
    }

    private static String idOf(String key) {
        return journey.customers()
                .json("/v1/customers/by-key/%s/%s".formatted(source(), key))
                .path("id")
                .asText();
    }

    private static String source() {
        return journey.customers()
                .json("/v1/mappings/" + MAPPING)
                .path("source")
                .asText();
    }

    /// A null expectation means that the metric must be absent.
    private static boolean same(JsonNode metrics, String key, BigDecimal expected) {
        JsonNode value = metrics.path(key);
        return expected == null
                ? value.isMissingNode()
                : value.isNumber() && value.decimalValue().compareTo(expected) == 0;
    }

    private static BigDecimal sum(List<JsonNode> vectors, String key) {
        return vectors.stream()
                .map(metrics -> metrics.path(key).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
