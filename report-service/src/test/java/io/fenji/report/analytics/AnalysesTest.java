package io.fenji.report.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.testing.Contract;
import io.fenji.report.mart.Mart;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.SampleCustomer;
import io.fenji.report.testing.SampleFacts;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The analyses over HTTP against the same figures counted one customer after the other.
@QuarkusTest
@ServiceTest
class AnalysesTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final List<String> TIERS = List.of("diamond", "gold", "silver", "bronze");
    private static final LocalDate DATE = LocalDate.parse(SampleBase.DATE);
    private static final LocalDate EARLIER = LocalDate.parse(SampleBase.EARLIER_DATE);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    Mart mart;

    static Stream<SampleBase> bases() {
        return Stream.of(
                SampleBase.members("some", 120, 21),
                SampleBase.members("few", 3, 5),
                SampleBase.members("more", 700, 8),
                SampleBase.members("none", 0, 1));
    }

    private void tell(SampleBase base) {
        Upstreams.tell(base);
        assertThat(mart.catchUp(LIMIT)).isEmpty();
    }

    private static JsonNode figures(SampleBase base, String path, String... more) {
        String address = "/v1/analytics/%s?scheme=%s%s%s"
                .formatted(path, base.scheme(), more.length == 0 ? "" : "&", String.join("&", more));
        Response answer = given().get(address);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(Contract.ofThisService()
                        .violations("GET", "/v1/analytics/" + path, 200, "application/json", answer.asString()))
                .isEmpty();
        try {
            return JSON.readTree(answer.asString()).get("figures");
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void same(JsonNode money, BigDecimal amount) {
        assertThat(new BigDecimal(money.path("amount").asText())).isEqualByComparingTo(amount);
    }

    private static List<SampleCustomer> in(SampleBase base, String tier, Predicate<SampleCustomer> filter) {
        return base.customers().stream()
                .filter(each -> tier.equals(each.tier()))
                .filter(filter)
                .toList();
    }

    private static BigDecimal profit(SampleCustomer customer) {
        return sum(SampleFacts.days(customer).stream().map(day -> day.spend().subtract(day.cost())));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void contributionIsWhatTheCustomersOfEachTierBring(SampleBase base) {
        tell(base);
        contribution(figures(base, "contribution"), base, each -> true);
        contribution(
                figures(base, "contribution", "region=广东", "channel=ONLINE"),
                base,
                each -> "广东".equals(each.province())
                        && SampleFacts.channel(each).equals("ONLINE"));
        contribution(
                figures(base, "contribution", "industry=零售", "accountManager=张三"),
                base,
                each -> "零售".equals(SampleFacts.industry(each)) && "张三".equals(SampleFacts.accountManager(each)));
    }

    private static void contribution(JsonNode figures, SampleBase base, Predicate<SampleCustomer> filter) {
        List<SampleCustomer> all = new ArrayList<>();
        for (int i = 0; i < TIERS.size(); i++) {
            JsonNode tier = figures.get("tiers").get(i);
            List<SampleCustomer> customers = in(base, TIERS.get(i), filter);
            all.addAll(customers);
            assertThat(tier.get("tier").asText()).isEqualTo(TIERS.get(i));
            assertThat(tier.get("customers").asLong()).isEqualTo(customers.size());
            assertThat(tier.get("orders").asLong())
                    .isEqualTo(
                            customers.stream().mapToLong(SampleCustomer::orders).sum());
            same(tier.get("spend"), sum(customers.stream().map(SampleCustomer::spend)));
            same(tier.get("profit"), sum(customers.stream().map(AnalysesTest::profit)));
        }
        assertThat(figures.get("customers").asLong()).isEqualTo(all.size());
        List<BigDecimal> amounts = all.stream()
                .map(each -> each.spend().max(BigDecimal.ZERO))
                .sorted(Comparator.reverseOrder())
                .toList();
        BigDecimal total = sum(amounts.stream());
        if (total.signum() == 0) {
            assertThat(figures.has("gini")).isFalse();
            assertThat(figures.get("pareto")).isEmpty();
            return;
        }
        // Half the mean absolute difference over the mean.
        BigDecimal differences = BigDecimal.ZERO;
        for (BigDecimal a : amounts) {
            for (BigDecimal b : amounts) {
                differences = differences.add(a.subtract(b).abs());
            }
        }
        BigDecimal gini =
                differences.divide(total.multiply(BigDecimal.valueOf(2L * amounts.size())), 4, RoundingMode.HALF_UP);
        assertThat(figures.get("gini").decimalValue()).isEqualByComparingTo(gini);
        assertThat(figures.get("pareto").size()).isLessThanOrEqualTo(101);
        assertThat(figures.get("lorenz").size()).isEqualTo(figures.get("pareto").size());
        int points = figures.get("pareto").size() - 1;
        for (int i = 0; i <= points; i++) {
            int place = Math.ceilDiv(amounts.size() * i, points);
            BigDecimal share = sum(amounts.stream().limit(place)).divide(total, 4, RoundingMode.HALF_UP);
            assertThat(figures.get("pareto").get(i).get("shareOfSpend").decimalValue())
                    .isEqualByComparingTo(share);
        }
        assertThat(figures.get("lorenz").get(points).get("shareOfSpend").decimalValue())
                .isEqualByComparingTo("1");
    }

    /// Before the second run only the earlier tiers were there, and of the facts only those up to then.
    @ParameterizedTest
    @MethodSource("bases")
    void onADayThatHasPassedTiersAndSpendAreThoseOfTheDay(SampleBase base) {
        tell(base);
        LocalDate day = EARLIER.plusDays(20);
        JsonNode figures = figures(base, "contribution", "asOf=" + day);
        for (int i = 0; i < TIERS.size(); i++) {
            String tier = TIERS.get(i);
            List<SampleCustomer> held = base.customers().stream()
                    .filter(each -> tier.equals(each.earlierTier()))
                    .toList();
            JsonNode told = figures.get("tiers").get(i);
            assertThat(told.get("customers").asLong()).isEqualTo(held.size());
            List<SampleFacts.Day> days = held.stream()
                    .flatMap(each -> SampleFacts.days(each).stream())
                    .filter(each -> !each.date().isAfter(day))
                    .toList();
            same(told.get("spend"), sum(days.stream().map(SampleFacts.Day::spend)));
            assertThat(told.get("orders").asLong())
                    .isEqualTo(days.stream().mapToLong(SampleFacts.Day::orders).sum());
        }
    }

    @ParameterizedTest
    @MethodSource("bases")
    void migrationCountsEveryCustomerOnceByBothTiers(SampleBase base) {
        tell(base);
        JsonNode figures = figures(base, "migration", "from=" + EARLIER, "to=" + DATE);
        Map<String, Long> expected = base.customers().stream()
                .filter(each -> each.tier() != null || each.earlierTier() != null)
                .collect(Collectors.groupingBy(each -> each.earlierTier() + ">" + each.tier(), Collectors.counting()));
        Map<String, Long> told = new HashMap<>();
        for (JsonNode move : figures.get("matrix")) {
            if (move.get("customers").asLong() > 0) {
                told.put(
                        move.path("from").asText("null") + ">" + move.path("to").asText("null"),
                        move.get("customers").asLong());
            }
        }
        assertThat(told).isEqualTo(expected);
        long changes = base.customers().stream()
                .filter(each -> !Objects.equals(each.tier(), each.earlierTier()))
                .count();
        assertThat(list(figures.get("flows")).stream()
                        .mapToLong(flow -> flow.get("changes").asLong())
                        .sum())
                .isEqualTo(changes);
    }

    @ParameterizedTest
    @MethodSource("bases")
    void theHistoryHasTheTiersOfEachDay(SampleBase base) {
        tell(base);
        JsonNode points = figures(base, "tier-history", "from=" + EARLIER.minusDays(10), "to=" + DATE, "every=week")
                .get("points");
        for (JsonNode point : points) {
            LocalDate day = LocalDate.parse(point.get("day").asText());
            for (JsonNode tier : point.get("tiers")) {
                String key = tier.get("tier").asText();
                long held = base.customers().stream()
                        .filter(each -> day.isBefore(EARLIER)
                                ? false
                                : key.equals(day.isBefore(DATE) ? each.earlierTier() : each.tier()))
                        .count();
                assertThat(tier.get("customers").asLong())
                        .as("%s on %s", key, day)
                        .isEqualTo(held);
            }
        }
        assertThat(points.get(points.size() - 1).get("day").asText()).isEqualTo(SampleBase.DATE);
    }

    @ParameterizedTest
    @MethodSource("bases")
    void retentionIsWhoOrderedAfterwards(SampleBase base) {
        tell(base);
        JsonNode figures = figures(base, "retention", "from=" + EARLIER, "to=" + DATE, "every=month");
        for (JsonNode tier : figures.get("tiers")) {
            List<SampleCustomer> held = base.customers().stream()
                    .filter(each -> tier.get("tier").asText().equals(each.earlierTier()))
                    .toList();
            assertThat(tier.get("customers").asLong()).isEqualTo(held.size());
            assertThat(tier.get("retained").asLong())
                    .isEqualTo(held.stream()
                            .filter(each -> SampleFacts.days(each).stream()
                                    .anyMatch(day -> day.date().isAfter(EARLIER)))
                            .count());
        }
        Map<String, Long> expected = new HashMap<>();
        for (SampleCustomer each : base.customers()) {
            List<LocalDate> months = SampleFacts.days(each).stream()
                    .map(day -> day.date().withDayOfMonth(1))
                    .distinct()
                    .toList();
            months.forEach(month -> expected.merge(
                    months.getLast() + " "
                            + ((month.getYear() - months.getLast().getYear()) * 12
                                    + month.getMonthValue()
                                    - months.getLast().getMonthValue()),
                    1L,
                    Long::sum));
        }
        LocalDate oldest = DATE.withDayOfMonth(1).minusMonths(23);
        expected.keySet().removeIf(key -> LocalDate.parse(key.substring(0, 10)).isBefore(oldest));
        Map<String, Long> told = new HashMap<>();
        for (JsonNode cohort : figures.get("cohorts")) {
            for (JsonNode active : cohort.get("active")) {
                if (active.get("customers").asLong() > 0) {
                    told.put(
                            cohort.get("joined").asText() + " "
                                    + active.get("after").asInt(),
                            active.get("customers").asLong());
                }
            }
        }
        assertThat(told).isEqualTo(expected);
    }

    private static int band(int value, int... from) {
        int band = -1;
        for (int bound : from) {
            band += value >= bound ? 1 : 0;
        }
        return band;
    }

    @ParameterizedTest
    @MethodSource("bases")
    void theMapAndTheHistogramHaveEveryCustomerOnce(SampleBase base) {
        tell(base);
        for (JsonNode cell : figures(base, "rfm").get("cells")) {
            List<SampleCustomer> there = base.tiered().stream()
                    .filter(each -> band(each.recency(), 0, 31, 61, 91, 181, 366)
                                    == cell.get("recency").asInt()
                            && band(each.orders(), 1, 2, 3, 6, 11, 21)
                                    == cell.get("frequency").asInt())
                    .toList();
            assertThat(cell.get("customers").asLong()).isEqualTo(there.size());
            same(cell.get("spend"), sum(there.stream().map(SampleCustomer::spend)));
        }
        JsonNode histogram = figures(base, "histograms", "of=value");
        long binned = 0;
        for (JsonNode bin : histogram.get("bins")) {
            long there = base.tiered().stream()
                    .filter(each -> !bin.has("from")
                            || each.spend().compareTo(bin.get("from").decimalValue()) >= 0)
                    .filter(each -> !bin.has("to")
                            || each.spend().compareTo(bin.get("to").decimalValue()) < 0)
                    .count();
            assertThat(bin.get("customers").asLong()).isEqualTo(there);
            binned += there;
        }
        assertThat(binned).isEqualTo(base.tiered().size());
        assertThat(figures(base, "histograms", "of=score").get("without").asLong())
                .isEqualTo(base.tiered().size());
    }

    @ParameterizedTest
    @MethodSource("bases")
    void aBreakdownHasEachValueByTier(SampleBase base) {
        tell(base);
        Map<String, Long> expected = base.tiered().stream()
                .collect(Collectors.groupingBy(each -> each.province() + " " + each.tier(), Collectors.counting()));
        Map<String, Long> told = new HashMap<>();
        for (JsonNode group : figures(base, "breakdown", "by=province").get("groups")) {
            for (JsonNode tier : group.get("tiers")) {
                if (tier.get("customers").asLong() > 0) {
                    told.put(
                            group.path("value").asText("null") + " "
                                    + tier.get("tier").asText(),
                            tier.get("customers").asLong());
                }
            }
        }
        assertThat(told).isEqualTo(expected);
    }

    private static boolean bought(SampleCustomer customer, String category) {
        return SampleFacts.days(customer).stream()
                .anyMatch(day -> category.equals(day.category()) && day.date().isAfter(DATE.minusDays(365)));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void affinityComparesATiersBuyersWithAll(SampleBase base) {
        tell(base);
        for (JsonNode affinity : figures(base, "affinity").get("affinities")) {
            String category = affinity.get("category").asText();
            List<SampleCustomer> tier = in(base, affinity.get("tier").asText(), each -> true);
            long buyers = tier.stream().filter(each -> bought(each, category)).count();
            long all = base.tiered().stream()
                    .filter(each -> bought(each, category))
                    .count();
            assertThat(affinity.get("buyers").asLong()).isEqualTo(buyers);
            if (tier.isEmpty()) {
                continue;
            }
            double share = (double) buyers / tier.size();
            double lift = share / ((double) all / base.tiered().size());
            assertThat(affinity.get("share").doubleValue()).isCloseTo(share, Offset.offset(1e-4));
            assertThat(affinity.get("lift").doubleValue()).isCloseTo(lift, Offset.offset(1e-4));
            assertThat(affinity.get("shareFrom").doubleValue()).isLessThanOrEqualTo(share + 1e-4);
            assertThat(affinity.get("shareTo").doubleValue()).isGreaterThanOrEqualTo(share - 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("bases")
    void theNextCategoryIsOneThatBuyersOfAnotherBuyToo(SampleBase base) {
        tell(base);
        for (JsonNode pair : figures(base, "next-category", "tier=gold").get("suggestions")) {
            String next = pair.get("category").asText();
            String because = pair.get("because").asText();
            long buyers =
                    base.tiered().stream().filter(each -> bought(each, because)).count();
            long both = base.tiered().stream()
                    .filter(each -> bought(each, because) && bought(each, next))
                    .count();
            long nexts =
                    base.tiered().stream().filter(each -> bought(each, next)).count();
            double confidence = (double) both / buyers;
            assertThat(both).isGreaterThanOrEqualTo(5);
            assertThat(pair.get("confidence").doubleValue()).isCloseTo(confidence, Offset.offset(1e-4));
            assertThat(pair.get("lift").doubleValue())
                    .isCloseTo(confidence * base.tiered().size() / nexts, Offset.offset(1e-4));
            assertThat(pair.get("customers").asLong())
                    .isEqualTo(in(base, "gold", each -> bought(each, because) && !bought(each, next))
                            .size());
        }
        for (SampleCustomer one : base.tiered().stream().limit(5).toList()) {
            for (JsonNode pair :
                    figures(base, "next-category", "customer=" + one.id()).get("suggestions")) {
                assertThat(bought(one, pair.get("because").asText())).isTrue();
                assertThat(bought(one, pair.get("category").asText())).isFalse();
            }
        }
    }

    private static BigDecimal spend(SampleCustomer customer, LocalDate from, LocalDate before) {
        return sum(SampleFacts.days(customer).stream()
                .filter(day -> !day.date().isBefore(from) && day.date().isBefore(before))
                .map(SampleFacts.Day::spend));
    }

    /// All changes are of one day, so each tier is one group, compared with those who stayed in it.
    @ParameterizedTest
    @MethodSource("bases")
    void theEffectOfAChangeIsTheDifferenceOfDifferences(SampleBase base) {
        tell(base);
        int days = 1;
        JsonNode effects = figures(base, "tier-change-effect", "from=" + EARLIER, "to=" + DATE, "days=" + days)
                .get("effects");
        for (JsonNode effect : effects) {
            boolean up = effect.get("direction").asText().equals("UP");
            List<SampleCustomer> moved = base.customers().stream()
                    .filter(each -> each.tier() != null && each.earlierTier() != null)
                    .filter(each -> up
                            ? TIERS.indexOf(each.tier()) < TIERS.indexOf(each.earlierTier())
                            : TIERS.indexOf(each.tier()) > TIERS.indexOf(each.earlierTier()))
                    .toList();
            assertThat(effect.get("customers").asLong()).isEqualTo(moved.size());
            BigDecimal before = BigDecimal.ZERO;
            BigDecimal after = BigDecimal.ZERO;
            long counted = 0;
            double compared = 0;
            for (SampleCustomer each : moved) {
                List<SampleCustomer> stayed = base.customers().stream()
                        .filter(other -> each.earlierTier().equals(other.earlierTier())
                                && each.earlierTier().equals(other.tier()))
                        .toList();
                if (stayed.isEmpty()) {
                    continue;
                }
                counted++;
                before = before.add(spend(each, DATE.minusDays(days), DATE));
                after = after.add(spend(each, DATE, DATE.plusDays(days)));
                compared += stayed.stream()
                        .mapToDouble(other -> spend(other, DATE, DATE.plusDays(days))
                                .subtract(spend(other, DATE.minusDays(days), DATE))
                                .doubleValue())
                        .average()
                        .orElseThrow();
            }
            assertThat(effect.get("withoutComparison").asLong()).isEqualTo(moved.size() - counted);
            if (counted > 0) {
                double expected = (after.subtract(before).doubleValue() - compared) / counted;
                assertThat(new BigDecimal(effect.get("effect").get("amount").asText()).doubleValue())
                        .isCloseTo(expected, Offset.offset(0.011));
            }
        }
    }

    @Test
    void smallGroupsAreNotShownOnRequest() {
        SampleBase base = SampleBase.members("private", 150, 9);
        tell(base);
        JsonNode breakdown = figures(base, "breakdown", "by=province", "minGroup=10");
        for (JsonNode group : breakdown.get("groups")) {
            long hidden = list(group.get("tiers")).stream()
                    .filter(tier -> !tier.has("customers"))
                    .count();
            assertThat(hidden + (group.has("customers") ? 0 : 1)).isNotEqualTo(1);
            for (JsonNode tier : group.get("tiers")) {
                assertThat(tier.path("customers").asLong(10)).matches(count -> count == 0 || count >= 10);
                assertThat(tier.has("spend")).isEqualTo(tier.has("customers"));
            }
        }
        for (String path : List.of(
                "contribution",
                "migration",
                "retention",
                "rfm",
                "histograms",
                "affinity",
                "next-category",
                "tier-history",
                "tier-change-effect")) {
            assertThat(figures(base, path, "minGroup=10")).isNotNull();
        }
    }

    @Test
    void csvIsATableWhoseTextsRunNothing() {
        SampleBase base = SampleBase.members("table", 150, 9);
        tell(base);
        String csv = given().accept("text/csv")
                .get("/v1/analytics/breakdown?scheme=table&by=accountManager")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv)
                .startsWith("accountManager,others,tier,customers,spend\r\n")
                .contains("\r\n'=王五,false,");
        for (String path : List.of(
                "contribution",
                "migration",
                "retention",
                "rfm",
                "histograms",
                "affinity",
                "next-category",
                "tier-history",
                "tier-change-effect")) {
            given().get("/v1/analytics/" + path + "?scheme=table&format=csv")
                    .then()
                    .statusCode(200)
                    .contentType("text/csv");
        }
        given().get("/v1/analytics/freshness?format=csv").then().statusCode(200).contentType("text/csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contribution?scheme=wrong&asOf=2026-13-01",
                "contribution?scheme=wrong&asOf=2099-01-01",
                "contribution?scheme=wrong&minGroup=-1",
                "contribution?scheme=wrong&format=xml",
                "contribution?scheme=wrong&colour=red",
                "contribution",
                "migration?scheme=wrong&from=2026-05-01&to=2026-04-01",
                "migration?scheme=wrong&every=hour",
                "migration?scheme=wrong&asOf=2026-04-01",
                "tier-history?scheme=wrong&from=1990-01-01&every=day",
                "histograms?scheme=wrong&of=age",
                "breakdown?scheme=wrong&by=name",
                "affinity?scheme=wrong&days=0",
                "next-category?scheme=wrong&tier=platinum",
                "next-category?scheme=wrong&customer=me",
                "tier-change-effect?scheme=wrong&days=x",
                "freshness?format=pdf",
                "models?x=1"
            })
    void whatIsWronglyAskedIsRefused(String question) {
        tell(SampleBase.members("wrong", 30, 4));
        given().get("/v1/analytics/" + question)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].code", Matchers.notNullValue());
    }

    @Test
    void anUnknownSchemeIsNotFound() {
        tell(SampleBase.members("known", 30, 4));
        given().get("/v1/analytics/rfm?scheme=unknown").then().statusCode(404);
    }

    @Test
    void anAnswerFollowsTheMart() {
        SampleBase first = SampleBase.members("moving", 40, 4);
        tell(first);
        assertThat(figures(first, "contribution").get("customers").asLong())
                .isEqualTo(first.tiered().size());
        SampleBase second = SampleBase.of(
                "moving",
                SampleBase.MEMBERS,
                first.customers().stream().limit(20).toList());
        tell(SampleBase.members("elsewhere", 5, 4));
        tell(second);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (figures(second, "contribution").get("customers").asLong()
                != second.tiered().size()) {
            assertThat(System.nanoTime()).as("the answer is still the old one").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void freshnessTellsOfEachFeed() {
        tell(SampleBase.members("fresh", 10, 4));
        given().get("/v1/analytics/freshness")
                .then()
                .statusCode(200)
                .body("businessDate", Matchers.equalTo(SampleBase.DATE))
                .body("feeds.feed", Matchers.contains("facts", "metrics", "tier-changes"))
                .body("feeds.copying", Matchers.everyItem(Matchers.is(false)))
                .body("feeds.lagSeconds", Matchers.everyItem(Matchers.notNullValue()));
    }

    @Test
    void whatTheNeighboursKnowIsPassedOn() {
        tell(SampleBase.members("neighbours", 10, 4));
        Upstreams.warnings("{\"items\":[]}");
        given().get("/v1/analytics/warnings?scheme=neighbours")
                .then()
                .statusCode(200)
                .body("items", Matchers.empty());
        // No calibration has been made.
        given().get("/v1/analytics/models").then().statusCode(200);
        given().get("/v1/analytics/data-quality").then().statusCode(503);
        Upstreams.quality();
        given().get("/v1/analytics/data-quality").then().statusCode(200);
        Upstreams.fail(Upstreams.scoring(), 500);
        given().get("/v1/analytics/warnings").then().statusCode(503);
    }
}
