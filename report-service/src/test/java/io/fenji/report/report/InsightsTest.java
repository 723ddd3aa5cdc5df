package io.fenji.report.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Warnings, segments, industries, preferences, risks and recommendations against brute force and stubs.
@QuarkusTest
@ServiceTest
class InsightsTest {
    private static final List<String> TIERS = List.of("diamond", "gold", "silver", "bronze");

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static JsonNode contentOf(SampleBase base) {
        Upstreams.tell(base);
        return Reports.content(Reports.make(base.scheme(), "en"));
    }

    private static JsonNode section(JsonNode content, String key) {
        return StreamSupport.stream(content.path("sections").spliterator(), false)
                .filter(each -> each.path("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode table(JsonNode content, String section, String key) {
        return StreamSupport.stream(section(content, section).path("blocks").spliterator(), false)
                .filter(each -> each.path("key").asText().equals(key) && each.has("rows"))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal amount(JsonNode cell) {
        return new BigDecimal(cell.path("amount").asText());
    }

    private static boolean overdue(SampleCustomer each) {
        return each.orders() >= 3
                && each.spend().signum() > 0
                && BigDecimal.valueOf(each.recency())
                                .compareTo(SampleBase.gap(each)
                                        .multiply(BigDecimal.valueOf(2))
                                        .max(BigDecimal.valueOf(30)))
                        > 0;
    }

    @Test
    void findsOverdueCustomersAsBruteForceDoes() {
        SampleBase base = SampleBase.members("insight-overdue", 500, 31);
        JsonNode content = contentOf(base);
        JsonNode rows = table(content, "warnings", "warnings-overdue").path("rows");
        for (int i = 0; i < TIERS.size(); i++) {
            String tier = TIERS.get(i);
            List<SampleCustomer> late = base.tiered().stream()
                    .filter(each -> each.tier().equals(tier) && overdue(each))
                    .toList();
            assertThat(rows.get(i).get(1).longValue()).as(tier).isEqualTo(late.size());
            assertThat(amount(rows.get(i).get(3)))
                    .isEqualByComparingTo(
                            late.stream().map(SampleCustomer::spend).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        List<SampleCustomer> largest = base.tiered().stream()
                .filter(InsightsTest::overdue)
                .sorted(Comparator.comparing(SampleCustomer::spend).reversed())
                .limit(20)
                .toList();
        List<String> keys = new ArrayList<>();
        table(content, "risks", "risks-table")
                .path("rows")
                .forEach(row -> keys.add(row.get(1).asText()));
        assertThat(keys).isEqualTo(largest.stream().map(SampleCustomer::key).toList());
    }

    @Test
    void countsIndustriesByTierAsBruteForceDoes() {
        SampleBase base = SampleBase.members("insight-industry", 300, 32);
        JsonNode rows = table(contentOf(base), "industries", "industries-tiers").path("rows");
        assertThat(rows).hasSize(5);
        for (JsonNode row : rows) {
            String name = row.get(0).asText();
            List<SampleCustomer> members = base.tiered().stream()
                    .filter(each ->
                            Objects.equals(SampleBase.industry(each), name.equals("Industry not known") ? null : name))
                    .toList();
            for (int i = 0; i < TIERS.size(); i++) {
                String tier = TIERS.get(i);
                assertThat(row.get(i + 1).longValue())
                        .as(name + " " + tier)
                        .isEqualTo(members.stream()
                                .filter(each -> each.tier().equals(tier))
                                .count());
            }
            assertThat(row.get(5).longValue()).isEqualTo(members.size());
            assertThat(amount(row.get(6)))
                    .isEqualByComparingTo(
                            members.stream().map(SampleCustomer::spend).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    @Test
    void everyMoverHasOneReason() {
        JsonNode content = contentOf(SampleBase.members("insight-moves", 400, 33));
        long rose = 0;
        long fell = 0;
        for (JsonNode row : table(content, "migration", "migration-reasons").path("rows")) {
            rose += row.get(1).longValue();
            fell += row.get(2).longValue();
        }
        assertThat(rose).isEqualTo(content.at("/migration/rose").longValue()).isPositive();
        assertThat(fell).isEqualTo(content.at("/migration/fell").longValue()).isPositive();
    }

    @Test
    void ranksRisksByChanceAndValueWhenTheModelKnowsThem() {
        SampleBase base = SampleBase.members("insight-model", 100, 34);
        Upstreams.tell(base);
        SampleCustomer likely = base.tiered().get(3);
        SampleCustomer dear = base.tiered().get(5);
        Upstreams.warnings(
                "CHURN_RISK",
                "{\"items\":[%s,%s]}".formatted(warning(1, likely, "0.9", "100"), warning(2, dear, "0.5", "1000")));
        JsonNode content = Reports.content(Reports.make("insight-model", "en"));
        JsonNode rows = table(content, "risks", "risks-table").path("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get(1).asText()).isEqualTo(dear.key());
        assertThat(amount(rows.get(0).get(6))).isEqualByComparingTo("500");
        assertThat(amount(rows.get(1).get(6))).isEqualByComparingTo("90");
        JsonNode open = table(content, "warnings", "warnings-open").path("rows");
        assertThat(open).hasSize(1);
        assertThat(open.get(0).get(1).longValue()).isEqualTo(2);
        assertThat(table(content, "recommendations", "recommendations-table")
                        .path("rows")
                        .get(0)
                        .get(0)
                        .asText())
                .isEqualTo("Work through the 2 open warnings of high severity first.");
    }

    private static String warning(int number, SampleCustomer customer, String chance, String value) {
        return """
                {"id":"%s","customerId":"%s","kind":"CHURN_RISK","severity":"HIGH","state":"OPEN","firstSeen":"2026-06-01",
                 "openedAt":"2026-06-01T00:00:00Z","changedAt":"2026-06-01T00:00:00Z",
                 "facts":{"churnRisk":%s,"valueAtRisk":%s},"explanation":{"zh-CN":"。","en":"."}}""".formatted(SampleBase.id("warning", number), customer.id(), chance, value);
    }

    @Test
    void showsSegmentsAndSaysWhatCouldNotBeAsked() {
        SampleBase base = SampleBase.members("insight-segments", 80, 35);
        JsonNode away = contentOf(base);
        assertThat(section(away, "segments").toString()).contains("could not be asked");
        assertThat(section(away, "warnings").toString()).contains("could not be asked");
        Upstreams.segments("""
                {"items":[{"key":"big","set":"size","group":"VALUE","name":{"zh-CN":"大客户","en":"Big"},
                 "when":{"metric":"spend.365d","atLeast":1000},"customers":20,"spend":5000.5}]}""");
        JsonNode row = table(Reports.content(Reports.make("insight-segments", "en")), "segments", "segments-size")
                .path("rows")
                .get(0);
        assertThat(row.get(0).asText()).isEqualTo("Big");
        assertThat(row.get(2).decimalValue()).isEqualByComparingTo("0.25");
        assertThat(amount(row.get(4))).isEqualByComparingTo("250.03");
    }

    @Test
    void namesTheChangesOfCriteriaInWords() {
        SampleBase base = SampleBase.members("insight-changes", 60, 36);
        Upstreams.tell(base);
        Upstreams.inForce(base, 2, base.document());
        Upstreams.differences(
                "insight-changes",
                "{\"pointer\":\"/dimensions/0\",\"code\":\"DIMENSION_REWEIGHTED\",\"text\":{\"zh-CN\":\"权重调整。\",\"en\":\"The weight changes.\"}}");
        JsonNode content = Reports.content(Reports.make("insight-changes", "en"));
        assertThat(section(content, "criteria").toString()).contains("The weight changes.");
        assertThat(content.path("summary").toString()).contains("The criteria changed in 1 place");
    }

    @Test
    void recommendsNothingToNobody() {
        JsonNode content = contentOf(SampleBase.of(
                "insight-nobody",
                "{\"key\": \"%s\", \"name\": {\"en\": \"All\"}, \"cut\": {\"type\": \"score\"}, \"tiers\": [{\"key\": \"top\", \"name\": {\"en\": \"Top\"}, \"enter\": 50}, {\"key\": \"low\", \"name\": {\"en\": \"Low\"}}]}",
                List.of()));
        assertThat(section(content, "recommendations").toString()).contains("No rule for recommendations applies");
    }
}
