package io.fenji.report.mart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.fenji.kit.feed.FollowerCursors;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.report.testing.SampleBase;
import io.fenji.report.testing.SampleCustomer;
import io.fenji.report.testing.ServiceTest;
import io.fenji.report.testing.Upstreams;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The copy of both feeds.
@QuarkusTest
@ServiceTest
class MartTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final SampleBase BASE = SampleBase.members("mart", 50, 2);

    @Inject
    Mart mart;

    @Inject
    Database database;

    enum Trouble {
        SERVER_ERROR,
        SLOW,
        CONNECTION_RESET,
        CUT_STREAM,
        WRONG_COUNT,
        BROKEN_JSON,
        BROKEN_LINE;

        ResponseDefinitionBuilder answer() {
            String line = BASE.metricFeed().lines().findFirst().orElseThrow();
            return switch (this) {
                case SERVER_ERROR -> aResponse().withStatus(500);
                case SLOW -> aResponse().withFixedDelay(4000).withBody(BASE.metricTrailer(0));
                case CONNECTION_RESET -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
                case CUT_STREAM -> aResponse().withBody(line + "\n");
                case WRONG_COUNT -> aResponse().withBody(line + "\n" + BASE.metricTrailer(2));
                case BROKEN_JSON -> aResponse().withBody(line + "\n{\"customerId\":");
                case BROKEN_LINE -> aResponse().withBody("{\"customerId\":\"nobody\"}\n" + BASE.metricTrailer(1));
            };
        }
    }

    @BeforeEach
    void copyTheBase() {
        Upstreams.tell(BASE);
        mart.catchUp(LIMIT);
    }

    private long count(String sql, Object... values) {
        return database.call(c -> Sql.only(c, sql, row -> row.getLong(1), values));
    }

    private long customers() {
        return count("select count(*) from mart_customer");
    }

    private String cursor(FeedName feed) {
        return database.call(c -> FollowerCursors.read(c, feed.key()));
    }

    private void next(String body) {
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/metric-feed",
                equalTo(BASE.cursor()),
                aResponse().withBody(body));
    }

    private static String trailer(int count, String next) {
        return "{\"end\":true,\"count\":%d,\"next\":\"%s\",\"more\":false,\"businessDate\":\"2026-07-01\",\"dailyMetrics\":[\"recencyDays\"]}\n"
                .formatted(count, next);
    }

    @Test
    void copiesEveryCustomerWithItsMetrics() {
        assertThat(customers()).isEqualTo(50);
        SampleCustomer customer = BASE.customers().get(7);
        BigDecimal spend = database.call(c -> Sql.only(
                c,
                "select spend_lifetime from mart_customer where customer_id = ?",
                row -> row.getBigDecimal(1),
                customer.id()));
        assertThat(spend).isEqualByComparingTo(customer.spend());
        assertThat(count("select count(*) from mart_tier where scheme = 'mart' and tier is not null"))
                .isEqualTo(BASE.tiered().size());
        assertThat(cursor(FeedName.METRICS)).isEqualTo(BASE.cursor());
    }

    @Test
    void readsTheSamePageTwiceWithoutHarm() {
        long changes = count("select count(*) from mart_tier_change where scheme = 'mart'");
        database.call(c -> {
            FollowerCursors.store(c, FeedName.TIER_CHANGES.key(), null);
            FollowerCursors.store(c, FeedName.METRICS.key(), null);
            return null;
        });
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        assertThat(customers()).isEqualTo(50);
        assertThat(count("select count(*) from mart_tier_change where scheme = 'mart'"))
                .isEqualTo(changes);
    }

    @Test
    void forgetsADeletedCustomerWithItsTiersAndHistory() {
        SampleCustomer gone = BASE.tiered().getFirst();
        next(
                "{\"customerId\":\"%s\",\"deleted\":true,\"keys\":[],\"businessDate\":\"2026-06-30\",\"computedAt\":\"2026-06-30T02:00:00Z\"}\n"
                                .formatted(gone.id())
                        + trailer(1, BASE.cursor() + "-2"));
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/metric-feed",
                equalTo(BASE.cursor() + "-2"),
                aResponse().withBody(trailer(0, BASE.cursor() + "-2")));
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        assertThat(customers()).isEqualTo(49);
        assertThat(count("select count(*) from mart_tier where customer_id = ?", gone.id()))
                .isZero();
        assertThat(count("select count(*) from mart_tier_change where customer_id = ?", gone.id()))
                .isZero();
    }

    @Test
    void keepsTheHistoryOfACustomerThatMayComeBack() {
        UUID merged = BASE.tiered().getFirst().id();
        long changes = count("select count(*) from mart_tier_change where customer_id = ?", merged);
        tellGone(merged, "MERGED");

        assertThat(mart.catchUp(LIMIT)).isEmpty();

        assertThat(customers()).isEqualTo(49);
        assertThat(count("select count(*) from mart_tier_change where customer_id = ?", merged))
                .isEqualTo(changes)
                .isPositive();
    }

    @Test
    void anErasureTakesTheReportsThatNameTheCustomer() {
        UUID erased = BASE.tiered().getFirst().id();
        UUID other = BASE.tiered().getLast().id();
        String report = """
                insert into reports (id, scheme, language, title, content_security_policy, named, created_at)
                values (gen_random_uuid(), 'mart', 'en', 'of ' || ?, '', ?, now())""";
        database.call(c -> Sql.update(c, report, "both", c.createArrayOf("uuid", new UUID[] {erased, other})));
        database.call(c -> Sql.update(c, report, "other", c.createArrayOf("uuid", new UUID[] {other})));
        database.call(c -> Sql.update(c, """
                insert into report_artefact (report_id, format, bytes, sha256, every_customer)
                select id, format, 0, '', format = 'csv' from reports, unnest(array['csv', 'json']) as format
                where title = 'of other'"""));
        tellGone(erased, "ERASED");

        assertThat(mart.catchUp(LIMIT)).isEmpty();

        assertThat(count("select count(*) from reports where title = 'of both'"))
                .isZero();
        // The list of every customer had the erased one too.
        assertThat(
                        count(
                                "select count(*) from report_artefact a join reports r on r.id = a.report_id where title = 'of other'"))
                .isEqualTo(1);
        assertThat(count("delete from reports where title = 'of other' returning 1"))
                .isEqualTo(1);
    }

    private void tellGone(UUID id, String reason) {
        String line =
                "{\"customerId\":\"%s\",\"deleted\":true,\"reason\":\"%s\",\"keys\":[],\"businessDate\":\"2026-06-30\",\"computedAt\":\"2026-06-30T02:00:00Z\"}\n";
        next(line.formatted(id, reason) + trailer(1, "gone"));
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/metric-feed",
                equalTo("gone"),
                aResponse().withBody(trailer(0, "gone")));
    }

    private void tellTiers(String line, String next) {
        Upstreams.feedAnswer(
                Upstreams.scoring(),
                "/v1/tier-changes",
                equalTo(cursor(FeedName.TIER_CHANGES)),
                aResponse().withBody(line + "\n" + trailer(1, next)));
        Upstreams.feedAnswer(
                Upstreams.scoring(),
                "/v1/tier-changes",
                equalTo(next),
                aResponse().withBody(trailer(0, next)));
    }

    @Test
    void aCorrectionOfThePastChangesNothingThatIsInForce() {
        UUID customer = BASE.tiered().getFirst().id();
        long changes = count("select count(*) from mart_tier_change where customer_id = ?", customer);
        tellTiers(
                BASE.changeAt(customer, 9, "gold", "silver", null, "2026-06-30T02:00:01Z")
                        .replace("io.fenji.tier.changed", "io.fenji.tier.corrected"),
                "corrected");

        assertThat(mart.catchUp(LIMIT)).isEmpty();

        assertThat(cursor(FeedName.TIER_CHANGES)).isEqualTo("corrected");
        assertThat(count("select count(*) from mart_tier_change where customer_id = ?", customer))
                .isEqualTo(changes);
        assertThat(count("select count(*) from mart_tier where customer_id = ? and version = 9", customer))
                .isZero();
    }

    @Test
    void keepsNoTierChangesOfADeletedCustomer() {
        UUID gone = BASE.tiered().getFirst().id();
        String line =
                "{\"customerId\":\"%s\",\"deleted\":%s,\"keys\":[],\"businessDate\":\"2026-06-30\",\"computedAt\":\"2026-06-30T02:00:00Z\"}\n";
        next(line.formatted(gone, true) + trailer(1, "deleted"));
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/metric-feed",
                equalTo("deleted"),
                aResponse().withBody(trailer(0, "deleted")));
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        tellTiers(BASE.changeAt(gone, 9, "gold", null, null, "2026-06-30T02:00:01Z"), "left");
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        assertThat(cursor(FeedName.TIER_CHANGES)).isEqualTo("left");
        assertThat(count("select count(*) from mart_tier where customer_id = ?", gone))
                .isZero();
        assertThat(count("select count(*) from mart_tier_change where customer_id = ?", gone))
                .isZero();

        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/metric-feed",
                equalTo("deleted"),
                aResponse().withBody(line.formatted(gone, false) + trailer(1, "back")));
        Upstreams.feedAnswer(
                Upstreams.customers(),
                "/v1/metric-feed",
                equalTo("back"),
                aResponse().withBody(trailer(0, "back")));
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        tellTiers(BASE.changeAt(gone, 10, null, "gold", null, "2026-06-30T03:00:01Z"), "again");
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        assertThat(count("select count(*) from mart_tier where customer_id = ? and tier = 'gold'", gone))
                .isEqualTo(1);
    }

    @Test
    void givesNoFiguresWhileAFeedIsBeingCopied() {
        String address = "/v1/analytics/tier-distribution?scheme=mart";
        given().get(address).then().statusCode(200);
        database.call(c -> Sql.update(c, "update mart_feed set copying = true where feed = 'tier-changes'"));
        given().get(address).then().statusCode(503).body("code", Matchers.equalTo("SERVICE_UNAVAILABLE"));
        mart.catchUp(LIMIT);
        given().get(address).then().statusCode(200);
    }

    /// What was told of the scheme a moment ago is good for some seconds; tiers of a newer version say that it is not.
    @Test
    void theDistributionIsOfOneVersionsTiers() {
        String address = "/v1/analytics/tier-distribution?scheme=mart";
        given().get(address).then().statusCode(200).body("tiers.tier", Matchers.hasItem("diamond"));
        Upstreams.inForce(BASE, 2, SampleBase.PARETO.formatted("mart"));
        String lines = BASE.tiered().stream()
                .map(each -> BASE.changeAt(each.id(), 9, each.tier(), "B", null, "2026-06-30T02:00:01Z")
                        .replace("\"schemeVersion\":1", "\"schemeVersion\":2"))
                .collect(Collectors.joining("\n"));
        Upstreams.feedAnswer(
                Upstreams.scoring(),
                "/v1/tier-changes",
                equalTo(cursor(FeedName.TIER_CHANGES)),
                aResponse().withBody(lines + "\n" + trailer(BASE.tiered().size(), "second-version")));
        Upstreams.feedAnswer(
                Upstreams.scoring(),
                "/v1/tier-changes",
                equalTo("second-version"),
                aResponse().withBody(trailer(0, "second-version")));
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        given().get(address)
                .then()
                .statusCode(200)
                .body("schemeVersion", Matchers.equalTo(2))
                .body("tiers.tier", Matchers.contains("A", "B", "C"));
    }

    @Test
    void aVersionOfWhichOnlySomeTiersHaveArrivedIsNotTold() {
        Upstreams.inForce(BASE, 2, SampleBase.PARETO.formatted("mart"));
        SampleCustomer first = BASE.tiered().getFirst();
        tellTiers(
                BASE.changeAt(first.id(), 9, first.tier(), "B", null, "2026-06-30T02:00:01Z")
                        .replace("\"schemeVersion\":1", "\"schemeVersion\":2"),
                "half");
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        given().get("/v1/analytics/tier-distribution?scheme=mart")
                .then()
                .statusCode(503)
                .body("code", Matchers.equalTo("SERVICE_UNAVAILABLE"));
    }

    @Test
    void readsAFeedOfAnotherEpochFromTheBeginningAndDropsWhatItDoesNotName() {
        SampleBase restored = SampleBase.members("restored", 20, 3);
        Upstreams.tell(restored);
        assertThat(mart.catchUp(LIMIT)).isEmpty();
        assertThat(customers()).isEqualTo(20);
        assertThat(count("select count(*) from mart_tier where scheme = 'mart'"))
                .isZero();
        assertThat(cursor(FeedName.METRICS)).isEqualTo(restored.cursor());
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void keepsItsPlaceWhenAPageFails(Trouble trouble) {
        Upstreams.customers()
                .stubFor(get(urlPathEqualTo("/v1/metric-feed"))
                        .atPriority(1)
                        .willReturn(trouble.answer().withHeader("Content-Type", "application/x-ndjson")));
        assertThat(mart.catchUp(LIMIT)).isEqualTo(Set.of(FeedName.METRICS));
        assertThat(cursor(FeedName.METRICS)).isEqualTo(BASE.cursor());
        assertThat(customers()).isEqualTo(50);
    }
}
