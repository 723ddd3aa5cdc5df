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
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The figures of a report against brute force over the same customers, and the odd bases.
@QuarkusTest
@ServiceTest
class ReportContentTest {
    private static final List<String> TIERS = List.of("diamond", "gold", "silver", "bronze");
    private static final String EVERYBODY =
            "{\"key\": \"%s\", \"name\": {\"zh-CN\": \"全部\", \"en\": \"All\"}, \"cut\": {\"type\": \"score\"}, "
                    + "\"tiers\": [{\"key\": \"top\", \"name\": {\"en\": \"Top\"}, \"enter\": 50}, {\"key\": \"low\", \"name\": {\"en\": \"Low\"}}]}";

    @BeforeAll
    static void checkEveryAnswer() {
        RestAssured.replaceFiltersWith(new ContractFilter());
    }

    private static JsonNode contentOf(SampleBase base) {
        Upstreams.tell(base);
        return Reports.content(Reports.make(base.scheme(), "en"));
    }

    private static BigDecimal sum(List<SampleCustomer> customers) {
        return customers.stream().map(SampleCustomer::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").textValue());
    }

    private static SampleCustomer customer(String scheme, int number, String name, String spend, String tier) {
        BigDecimal amount = new BigDecimal(spend);
        return new SampleCustomer(
                SampleBase.id(scheme, number), "K" + number, name, "CN", "广东", amount, amount, 2, 10, tier, null);
    }

    @Test
    void sumsTiersAsBruteForceDoes() {
        SampleBase base = SampleBase.members("brute-tiers", 700, 21);
        JsonNode content = contentOf(base);
        BigDecimal shares = BigDecimal.ZERO;
        for (int i = 0; i < TIERS.size(); i++) {
            String tier = TIERS.get(i);
            List<SampleCustomer> members = base.tiered().stream()
                    .filter(each -> each.tier().equals(tier))
                    .toList();
            JsonNode profile = content.path("distribution").get(i);
            assertThat(profile.path("tier").textValue()).isEqualTo(tier);
            assertThat(profile.path("customers").longValue()).isEqualTo(members.size());
            assertThat(amount(profile.path("spend"))).isEqualByComparingTo(sum(members));
            assertThat(profile.path("orders").longValue())
                    .isEqualTo(
                            members.stream().mapToLong(SampleCustomer::orders).sum());
            assertThat(amount(profile.path("averageSpend")))
                    .isEqualByComparingTo(
                            sum(members).divide(BigDecimal.valueOf(members.size()), 2, RoundingMode.HALF_UP));
            shares = shares.add(profile.path("shareOfSpend").decimalValue());
        }
        assertThat(shares).isEqualByComparingTo("1");
        assertThat(content.at("/keyFigures/tiered").longValue())
                .isEqualTo(base.tiered().size());
        assertThat(content.at("/keyFigures/outside").longValue())
                .isEqualTo(700 - base.tiered().size());
        assertThat(content.at("/keyFigures/activeLastYear").longValue())
                .isEqualTo(base.tiered().stream()
                        .filter(each -> each.recency() < 365)
                        .count());
        assertThat(amount(content.at("/quality/grossSpend")))
                .isEqualByComparingTo(
                        base.customers().stream().map(SampleCustomer::gross).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(amount(content.at("/quality/purchaseSpend"))).isEqualByComparingTo(sum(base.customers()));
    }

    @Test
    void concentratesAsBruteForceDoes() {
        SampleBase base = SampleBase.members("brute-pareto", 431, 5);
        JsonNode contribution = contentOf(base).path("contribution");
        List<SampleCustomer> largest = base.tiered().stream()
                .sorted(Comparator.comparing(SampleCustomer::spend).reversed())
                .toList();
        int n = largest.size();
        int fifth = (n * 20 + 99) / 100;
        JsonNode step = contribution.path("steps").get(3);
        assertThat(step.path("customers").intValue()).isEqualTo(fifth);
        assertThat(amount(step.path("spend"))).isEqualByComparingTo(sum(largest.subList(0, fifth)));
        // Gini by its definition: the mean absolute difference over twice the mean.
        BigDecimal differences = BigDecimal.ZERO;
        BigDecimal total = BigDecimal.ZERO;
        for (SampleCustomer one : largest) {
            total = total.add(one.spend().max(BigDecimal.ZERO));
            for (SampleCustomer other : largest) {
                differences = differences.add(one.spend()
                        .max(BigDecimal.ZERO)
                        .subtract(other.spend().max(BigDecimal.ZERO))
                        .abs());
            }
        }
        BigDecimal gini = differences.divide(total.multiply(BigDecimal.valueOf(2L * n)), 4, RoundingMode.HALF_UP);
        assertThat(contribution.path("gini").decimalValue()).isEqualByComparingTo(gini);
        JsonNode curve = contribution.path("curve");
        assertThat(curve.get(curve.size() - 1).path("customers").intValue()).isEqualTo(n);
        assertThat(curve.get(curve.size() - 1).path("shareOfSpend").decimalValue())
                .isEqualByComparingTo("1");
        for (JsonNode point : curve) {
            assertThat(point.path("shareOfSpend").decimalValue())
                    .isEqualByComparingTo(
                            sum(largest.subList(0, point.path("customers").intValue()))
                                    .divide(sum(largest), 4, RoundingMode.HALF_UP));
        }
    }

    @Test
    void mapsRecencyAndFrequencyAsBruteForceDoes() {
        SampleBase base = SampleBase.members("brute-map", 900, 8);
        JsonNode map = contentOf(base).path("recencyFrequency");
        int[] recency = {0, 31, 61, 91, 181, 366, Integer.MAX_VALUE};
        int[] frequency = {1, 2, 3, 6, 11, 21, Integer.MAX_VALUE};
        for (JsonNode cell : map.path("cells")) {
            int r = cell.path("recency").intValue();
            int f = cell.path("frequency").intValue();
            List<SampleCustomer> inside = base.tiered().stream()
                    .filter(each -> each.recency() >= recency[r] && each.recency() < recency[r + 1])
                    .filter(each -> each.orders() >= frequency[f] && each.orders() < frequency[f + 1])
                    .toList();
            assertThat(cell.path("customers").longValue())
                    .as("cell %d/%d", r, f)
                    .isEqualTo(inside.size());
            assertThat(amount(cell.path("spend"))).as("cell %d/%d", r, f).isEqualByComparingTo(sum(inside));
        }
    }

    @Test
    void sumsRegionsAsBruteForceDoes() {
        SampleBase base = SampleBase.members("brute-regions", 600, 9);
        JsonNode regions = contentOf(base).path("regions");
        assertThat(regions.path("level").textValue()).isEqualTo("PROVINCE");
        long all = 0;
        BigDecimal before = null;
        for (JsonNode row : regions.path("items")) {
            all += row.path("customers").longValue();
            if (row.path("kind").textValue().equals("REGION")) {
                List<SampleCustomer> inside = base.tiered().stream()
                        .filter(each -> row.path("key").textValue().equals(each.province()))
                        .toList();
                assertThat(row.path("customers").longValue()).isEqualTo(inside.size());
                assertThat(amount(row.path("spend"))).isEqualByComparingTo(sum(inside));
                if (before != null) {
                    assertThat(amount(row.path("spend"))).isLessThanOrEqualTo(before);
                }
                before = amount(row.path("spend"));
            }
        }
        assertThat(all).isEqualTo(base.tiered().size());
    }

    @Test
    void followsMovementAsBruteForceDoes() {
        SampleBase base = SampleBase.members("brute-moves", 800, 10);
        JsonNode migration = contentOf(base).path("migration");
        Map<String, Long> expected = new HashMap<>();
        base.customers().stream()
                .filter(each -> each.tier() != null || each.earlierTier() != null)
                .forEach(each -> expected.merge(each.earlierTier() + ">" + each.tier(), 1L, Long::sum));
        Map<String, Long> found = new HashMap<>();
        for (JsonNode cell : migration.path("cells")) {
            found.put(
                    cell.path("from").textValue() + ">" + cell.path("to").textValue(),
                    cell.path("customers").longValue());
        }
        assertThat(found).isEqualTo(expected);
        long rose = base.customers().stream()
                .filter(each -> each.tier() != null && each.earlierTier() != null)
                .filter(each -> TIERS.indexOf(each.tier()) < TIERS.indexOf(each.earlierTier()))
                .count();
        assertThat(migration.path("rose").longValue()).isEqualTo(rose);
        assertThat(migration.at("/from/businessDate").textValue()).isEqualTo(SampleBase.EARLIER_DATE);
        for (JsonNode mover : migration.path("risers")) {
            assertThat(TIERS.indexOf(mover.path("to").textValue()))
                    .isLessThan(TIERS.indexOf(mover.path("from").textValue()));
        }
    }

    @Test
    void ranksTheTopCustomersByNameAndSpend() {
        SampleBase base = SampleBase.members("brute-top", 300, 12);
        JsonNode top = contentOf(base).path("topCustomers");
        List<SampleCustomer> largest = base.tiered().stream()
                .sorted(Comparator.comparing(SampleCustomer::spend).reversed())
                .limit(20)
                .toList();
        for (int i = 0; i < 20; i++) {
            assertThat(top.get(i).path("customerId").textValue())
                    .isEqualTo(largest.get(i).id().toString());
            assertThat(top.get(i).path("label").textValue())
                    .isEqualTo(largest.get(i).name());
        }
    }

    @Test
    void usesTheMetricOfTheValueShareCutAndCountries() {
        SampleBase base = SampleBase.pareto("value-share", 200, 3);
        JsonNode content = contentOf(base);
        assertThat(content.at("/spendMetric/key").textValue()).isEqualTo("grossSpend.lifetime");
        assertThat(amount(content.at("/keyFigures/spend")))
                .isEqualByComparingTo(
                        base.tiered().stream().map(SampleCustomer::gross).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(content.at("/regions/level").textValue()).isEqualTo("COUNTRY");
        assertThat(content.at("/regions/items").findValuesAsText("name")).contains("Ireland", "Channel Islands");
        assertThat(content.at("/criteria/tiers/0/threshold").textValue())
                .isEqualTo("Customers that make the first 80.0% (≥ ¥1,500.25)");
        assertThat(content.at("/migration/available").booleanValue()).isFalse();
    }

    @Test
    void showsSpendAsMoneyWhenTheValueShareCutIsOfACount() {
        SampleBase base = SampleBase.of(
                "share-of-orders",
                SampleBase.PARETO.replace("\"grossSpend.lifetime\"", "\"orders.365d\""),
                List.of(customer("share-of-orders", 1, "Ada", "10.50", "A")));
        JsonNode content = contentOf(base);
        assertThat(content.at("/spendMetric/key").textValue()).isEqualTo("spend.lifetime");
        assertThat(amount(content.at("/keyFigures/spend"))).isEqualByComparingTo("10.50");
    }

    @Test
    void writesTheCriteriaInWords() {
        JsonNode criteria = contentOf(SampleBase.members("words", 20, 2)).path("criteria");
        assertThat(criteria.path("population").textValue())
                .isEqualTo("Lifetime orders ≥ 1 and not: industry is “餐饮” or “教育”");
        JsonNode value = criteria.path("dimensions").get(0);
        assertThat(value.path("weight").decimalValue()).isEqualByComparingTo("0.6");
        assertThat(value.path("criteria").get(0).path("scale").textValue())
                .isEqualTo("5 equally large groups, higher is better; limits ¥120.50 / ¥480 / ¥1,300 / ¥3,600");
        assertThat(criteria.path("rules").get(0).path("text").textValue())
                .isEqualTo("When net spend (365 days) > ¥5,000 and orders (365 days) > 10: tier “Diamond”.");
        assertThat(criteria.path("tiers").findValuesAsText("threshold"))
                .containsExactly(
                        "Score ≥ 85; left below 78",
                        "Score ≥ 65; left below 60",
                        "Score ≥ 40; left below 36",
                        "All others");
    }

    @Test
    void makesTheSameBytesOfTheSameData() {
        Upstreams.tell(SampleBase.members("same", 150, 4));
        for (String language : List.of("zh-CN", "en")) {
            String first = Reports.make("same", language);
            String second = Reports.make("same", language);
            assertThat(Reports.html(second)).isEqualTo(Reports.html(first));
            assertThat(Reports.json(second)).isEqualTo(Reports.json(first));
        }
    }

    @Test
    void showsNamesAsTextWhateverTheySay() {
        String evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
        List<SampleCustomer> customers = List.of(customer("evil", 1, evil, "10", "top"));
        Upstreams.tell(SampleBase.of("evil", EVERYBODY.replace("\"Top\"", "\"<b>Top</b></script>\""), customers));
        String html = Reports.html(Reports.make("evil", "en"));
        assertThat(html)
                .doesNotContain(evil, "<img src=x", "<b>Top</b>")
                .contains("&lt;script&gt;alert(1)", "&lt;b&gt;Top&lt;/b&gt;&lt;/script&gt;");
    }

    @Test
    void reportsOnAnEmptyBase() {
        JsonNode content = contentOf(SampleBase.of("empty", EVERYBODY, List.of()));
        assertThat(content.at("/keyFigures/customers").longValue()).isZero();
        assertThat(content.path("contribution").path("curve")).isEmpty();
        assertThat(content.path("summary").get(0).textValue())
                .isEqualTo("0 customers are known, and none holds a tier of “All” yet.");
        assertThat(Reports.html(Reports.make("empty", "zh-CN"))).contains("还没有客户获得等级");
    }

    @Test
    void reportsOnOneCustomer() {
        JsonNode content =
                contentOf(SampleBase.of("one", EVERYBODY, List.of(customer("one", 1, "Ada", "10.5", "top"))));
        assertThat(content.at("/distribution/0/shareOfSpend").decimalValue()).isEqualByComparingTo("1");
        assertThat(content.at("/distribution/1/customers").longValue()).isZero();
        assertThat(content.at("/contribution/gini").decimalValue()).isEqualByComparingTo("0");
        assertThat(content.path("summary").toString()).contains("All tiered customers are in “Top”.");
    }

    @Test
    void reportsOnABaseThatReturnedMoreThanItBought() {
        JsonNode content = contentOf(SampleBase.of(
                "negative",
                EVERYBODY,
                List.of(customer("negative", 1, "Ada", "10", "top"), customer("negative", 2, "Bob", "-30", "low"))));
        assertThat(amount(content.at("/keyFigures/spend"))).isEqualByComparingTo("-20");
        assertThat(content.at("/distribution/0").has("shareOfSpend")).isFalse();
        assertThat(content.path("contribution").path("curve")).isEmpty();
        assertThat(content.at("/quality/nonPositiveSpend").longValue()).isEqualTo(1);
        assertThat(Reports.html(Reports.make("negative", "en"))).contains("-¥20.00");
    }

    @Test
    void goesOnFromTheMartWhileBothServicesAreAway() {
        SampleBase base = SampleBase.members("away", 60, 6);
        JsonNode fresh = contentOf(base);
        Upstreams.fail(Upstreams.customers(), 503);
        Upstreams.fail(Upstreams.scoring(), 503);
        JsonNode content = Reports.content(Reports.make("away", "en"));
        assertThat(content.at("/freshness/notes")).hasSize(5);
        assertThat(content.path("distribution")).isEqualTo(fresh.path("distribution"));
        assertThat(content.path("migration").path("cells"))
                .isEqualTo(fresh.path("migration").path("cells"));
        assertThat(content.at("/topCustomers/0/label")).isEqualTo(content.at("/topCustomers/0/key"));
    }

    @Test
    void namesTheImportsAndWhyRowsWereRejected() {
        SampleBase base = SampleBase.members("imports", 10, 1);
        Upstreams.tell(base);
        Upstreams.imports("""
                [{"id":"0197a2b0-0000-7000-8000-000000000001","type":"orders","mapping":"uci-online-retail","filename":"online_retail.csv.gz","bytes":100,
                  "validateOnly":false,"state":"SUCCEEDED","counts":{"read":541909,"landed":406829,"rejected":135080},
                  "rejectedByCode":[{"code":"MISSING_CUSTOMER","count":135080,"reason":"The row names no customer"}],
                  "createdAt":"2026-06-30T00:00:00Z","finishedAt":"2026-06-30T00:00:20Z"},
                 {"id":"0197a2b0-0000-7000-8000-000000000002","type":"orders","mapping":"uci-online-retail","filename":"only-checked.csv.gz","bytes":100,
                  "validateOnly":true,"state":"SUCCEEDED","counts":{"read":7,"landed":7,"rejected":0},"rejectedByCode":[],
                  "createdAt":"2026-06-30T00:00:00Z","finishedAt":"2026-06-30T00:00:20Z"}]""");
        String id = Reports.make("imports", "zh-CN");
        // What was only checked has not landed.
        assertThat(Reports.content(id).at("/quality/imports")).hasSize(1);
        assertThat(Reports.content(id).at("/quality/imports/0/rejected").longValue())
                .isEqualTo(135080);
        assertThat(Reports.html(id)).contains("online_retail.csv.gz", "135,080", "没有客户编号");
    }

    @Test
    void namesImportsThatDidNotSucceedAndThoseWithoutAFile() {
        Upstreams.tell(SampleBase.members("failed-imports", 10, 1));
        Upstreams.imports("""
                [{"id":"0197a2b0-0000-7000-8000-000000000002","type":"orders","mapping":"fenji-orders","bytes":100,
                  "validateOnly":false,"state":"SUCCEEDED","counts":{"read":3,"landed":3,"rejected":0},
                  "createdAt":"2026-06-30T00:00:00Z","finishedAt":"2026-06-30T00:00:20Z"},
                 {"id":"0197a2b0-0000-7000-8000-000000000003","type":"customers","mapping":"fenji-customers","filename":"bad.csv","bytes":100,
                  "validateOnly":false,"state":"FAILED","createdAt":"2026-06-30T00:00:00Z","finishedAt":"2026-06-30T00:00:20Z"},
                 {"id":"0197a2b0-0000-7000-8000-000000000004","type":"customers","mapping":"fenji-customers","filename":"late.csv","bytes":100,
                  "validateOnly":false,"state":"CANCELLED","createdAt":"2026-06-30T00:00:00Z","finishedAt":"2026-06-30T00:00:20Z"}]""");
        String id = Reports.make("failed-imports", "zh-CN");
        assertThat(Reports.content(id).at("/quality/imports").findValuesAsText("state"))
                .containsExactly("SUCCEEDED", "FAILED", "CANCELLED");
        assertThat(Reports.content(id).at("/quality/imports/1").has("read")).isFalse();
        assertThat(Reports.html(id))
                .contains(">bad.csv</bdi>", ">失败</td>", ">已取消</td>", "<bdi>订单</bdi></th>")
                .doesNotContain("<small><bdi>订单</bdi></small>");
    }

    @Test
    void whatACustomerIsCalledHarmsNoPage() {
        SampleBase base = SampleBase.members("names", 30, 4);
        Upstreams.tell(base);
        String strange = "\u202egnp.exe \u2066<script>\u0007";
        String long400 = "长".repeat(400);
        Upstreams.names(base.customers().stream()
                .map(each -> each.named(each.key().endsWith("1") ? strange : long400))
                .toList());
        String id = Reports.make("names", "en");
        assertThat(Reports.html(id))
                .doesNotContain("\u202e", "\u2066", "\u0007", "<script>gnp")
                .contains("<bdi>gnp.exe &lt;script&gt;</bdi>", "<bdi title=\"" + long400 + "\">" + long400 + "</bdi>");
        assertThat(Reports.json(id)).doesNotContain("\u202e", "\u2066");
    }

    @Test
    void sharesOfTablesHaveTwoPlacesAndAreThoseOfTheJson() {
        Upstreams.tell(SampleBase.members("places", 700, 8));
        String id = Reports.make("places", "en");
        String html = Reports.html(id);
        for (JsonNode tier : Reports.content(id).path("distribution")) {
            assertThat(html).contains(cell(tier.path("shareOfSpend")), cell(tier.path("shareOfCustomers")));
        }
    }

    private static String cell(JsonNode share) {
        return ">" + share.decimalValue().movePointRight(2).setScale(2, RoundingMode.UNNECESSARY) + "%</td>";
    }

    @Test
    void everyTextOfThePageIsThereInBothLanguages() {
        Upstreams.tell(SampleBase.members("labels", 80, 3));
        for (String language : List.of("zh-CN", "en")) {
            String html = Reports.html(Reports.make("labels", language));
            List<String> sections = List.of(
                    "summary",
                    "criteria",
                    "quality",
                    "distribution",
                    "contribution",
                    "recency-frequency",
                    "regions",
                    "top-customers",
                    "migration",
                    "method");
            assertThat(sections)
                    .allSatisfy(section ->
                            assertThat(html).contains("id=\"" + section + "\"", "href=\"#" + section + "\""));
            assertThat(html.substring(0, html.indexOf("<script>"))).doesNotContain("{0}", "{1}");
            assertThat(html).doesNotContain("src=\"http", "href=\"http", "url(http");
        }
    }
}
