package io.fenji.report.mart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.feed.FollowerCursors;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.SampleCustomer;
import io.fenji.report.testing.SampleFacts;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The copy of the fact feed, and the days from which tiers are in force.
@QuarkusTest
@ServiceTest
class FactCopyTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final SampleBase BASE = SampleBase.members("facts", 60, 5);
    private static final SampleCustomer BUYER = BASE.customers().stream()
            .filter(each -> each.orders() > 2)
            .findFirst()
            .orElseThrow();

    @Inject
    Mart mart;

    @Inject
    Database database;

    @BeforeEach
    void copyTheBase() {
        // Histories of attributes outlive a resynchronisation: what an earlier test wrote must go.
        database.call(c -> {
            Sql.execute(c, "delete from mart_attributes; delete from mart_day; delete from mart_line");
            return null;
        });
        database.call(c -> Sql.update(c, "update feed_followers set cursor = null where feed = 'facts'"));
        Upstreams.tell(BASE);
        assertThat(mart.catchUp(LIMIT)).isEmpty();
    }

    private <T> T only(Sql.RowMapper<T> mapper, String sql, Object... values) {
        return database.call(c -> Sql.only(c, sql, mapper, values));
    }

    private long count(String sql, Object... values) {
        return only(row -> row.getLong(1), sql, values);
    }

    private void tell(String from, String next, String... lines) {
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/fact-feed",
                equalTo(from),
                aResponse().withBody(String.join("\n", lines) + "\n" + SampleBase.factTrailer(lines.length, next)));
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/fact-feed",
                equalTo(next),
                aResponse().withBody(SampleBase.factTrailer(0, next)));
        assertThat(mart.catchUp(LIMIT)).isEmpty();
    }

    private static String attributes(SampleCustomer customer, String province) {
        return """
                {"type":"customer","customerId":"%s","deleted":false,"keys":[],"attributes":{"kind":"PERSON","province":"%s"}}""".formatted(customer.id(), province);
    }

    private List<String> provinces(SampleCustomer customer) {
        return database.call(c -> Sql.list(c, """
                select province || ' ' || valid_from || ' ' || coalesce(valid_until::text, 'now') from mart_attributes
                where customer_id = ? order by valid_from""", row -> row.getString(1), customer.id()));
    }

    @Test
    void copiesWhatCustomersAreAndBought() {
        assertThat(count("select count(*) from mart_attributes where valid_until is null"))
                .isEqualTo(60);
        List<SampleFacts.Day> days = BASE.customers().stream()
                .flatMap(each -> SampleFacts.days(each).stream())
                .toList();
        BigDecimal spend = days.stream().map(SampleFacts.Day::spend).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (String table : List.of("mart_day", "mart_line")) {
            assertThat(count("select count(*) from " + table)).isEqualTo(days.size());
            assertThat(this.<BigDecimal>only(row -> row.getBigDecimal(1), "select sum(gross - returned) from " + table))
                    .isEqualByComparingTo(spend);
        }
        assertThat(count("select sum(orders) from mart_day where customer_id = ?", BUYER.id()))
                .isEqualTo(BUYER.orders());
        assertThat(this.<String>only(
                        row -> row.getString(1),
                        "select account_manager from mart_attributes where customer_id = ?",
                        BUYER.id()))
                .isEqualTo(SampleFacts.accountManager(BUYER));
        assertThat(count("select count(*) from mart_attributes where custom ->> 'segmentHint' = ?", "x1"))
                .isEqualTo(BASE.customers().stream()
                        .filter(each -> each.orders() % 3 == 1)
                        .count());
    }

    @Test
    void aMonthTakesThePlaceOfTheOneBefore() {
        SampleFacts.Day newest = SampleFacts.days(BUYER).getFirst();
        String month = newest.date().toString().substring(0, 7);
        long others = count(
                "select count(*) from mart_day where customer_id = ? and to_char(day, 'YYYY-MM') <> ?",
                BUYER.id(),
                month);
        tell(BASE.cursor(), "month", """
                {"type":"month","customerId":"%s","month":"%s","days":[{"date":"%s-03","orders":2,"gross":7.5}],"categories":[]}""".formatted(BUYER.id(), month, month));
        assertThat(count("select count(*) from mart_day where customer_id = ?", BUYER.id()))
                .isEqualTo(others + 1);
        tell("month", "empty", """
                {"type":"month","customerId":"%s","month":"%s","days":[],"categories":[]}""".formatted(BUYER.id(), month));
        assertThat(count("select count(*) from mart_day where customer_id = ?", BUYER.id()))
                .isEqualTo(others);
    }

    @Test
    void aPageThatIsReadTwiceDoublesNothing() {
        long days = count("select count(*) from mart_day");
        long lines = count("select count(*) from mart_line");
        database.call(c -> {
            FollowerCursors.store(c, FeedName.FACTS.key(), null);
            return null;
        });
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        assertThat(count("select count(*) from mart_day")).isEqualTo(days);
        assertThat(count("select count(*) from mart_line")).isEqualTo(lines);
        assertThat(count("select count(*) from mart_attributes")).isEqualTo(60);
    }

    @Test
    void attributesHoldFromTheDayTheyChanged() {
        String first = BUYER.province() == null ? "" : BUYER.province();
        tell(BASE.cursor(), "moved", attributes(BUYER, "西藏"));
        tell("moved", "moved-again", attributes(BUYER, "海南"));
        String day = SampleBase.DATE;
        assertThat(provinces(BUYER)).endsWith("海南 " + day + " now").hasSizeLessThanOrEqualTo(2);
        String later = LocalDate.parse(day).plusDays(10).toString();
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/metric-feed",
                equalTo(BASE.cursor()),
                aResponse().withBody(BASE.metricTrailer(0).replace(day, later)));
        tell("moved-again", "same", attributes(BUYER, "海南"));
        tell("same", "third", attributes(BUYER, "青海"));
        assertThat(provinces(BUYER)).endsWith("海南 %s %s".formatted(day, later), "青海 %s now".formatted(later));
        if (!first.isEmpty()) {
            assertThat(provinces(BUYER)).startsWith("%s -infinity %s".formatted(first, day));
        }
    }

    @Test
    void aTombstoneTakesAttributesAndMonths() {
        tell(
                BASE.cursor(),
                "gone",
                "{\"type\":\"customer\",\"customerId\":\"%s\",\"deleted\":true}".formatted(BUYER.id()));
        for (String table : List.of("mart_attributes", "mart_day", "mart_line")) {
            assertThat(count("select count(*) from " + table + " where customer_id = ?", BUYER.id()))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void whatAFeedOfAnotherEpochDoesNotNameGoes() {
        SampleBase restored = SampleBase.members("facts-restored", 20, 3);
        Upstreams.tell(restored);
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        assertThat(count("select count(*) from mart_attributes where valid_until is null"))
                .isEqualTo(20);
        assertThat(count("select count(distinct customer_id) from mart_day"))
                .isEqualTo(restored.customers().stream()
                        .filter(each -> each.orders() > 0)
                        .count());
    }

    @Test
    void onEachDayACustomerHasOneTierAtMost() {
        for (String day : List.of("2026-03-31", SampleBase.EARLIER_DATE, "2026-05-01", SampleBase.DATE, "2027-01-01")) {
            boolean early = day.compareTo(SampleBase.EARLIER_DATE) >= 0;
            boolean late = day.compareTo(SampleBase.DATE) >= 0;
            long held = BASE.customers().stream()
                    .filter(each -> late ? each.tier() != null : early && each.earlierTier() != null)
                    .count();
            assertThat(count("""
                            select count(*) from mart_tier_change where scheme = 'facts' and to_tier is not null
                                and day <= ?::date and (until_day is null or until_day > ?::date)""", day, day)).as(day).isEqualTo(held);
        }
    }
}
