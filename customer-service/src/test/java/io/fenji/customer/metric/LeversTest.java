package io.fenji.customer.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fenji.customer.definition.FilterCondition;
import io.fenji.customer.definition.MetricDocument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeversTest {
    private static Metric metric(String key) {
        return MetricCatalogue.METRICS.stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Lever> lever(String key) {
        return Levers.of(metric(key));
    }

    private static MetricDocument defined(
            String source,
            String aggregate,
            @Nullable String field,
            String unit,
            String window,
            FilterCondition... filter) {
        return new MetricDocument(
                "own." + window, null, null, "value", unit, source, aggregate, field, List.of(filter), window);
    }

    private static FilterCondition type(String name) {
        return new FilterCondition("type", TextNode.valueOf(name), null, null, null, null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "spend.30d, 0.01, UP, BY_AMOUNT",
        "orders.lifetime, 1, UP, BY_AMOUNT",
        "profit.90d, 0.01, UP, BY_AMOUNT",
        "averageOrder.90d, 0.01, UP, BY_AMOUNT",
        "largestOrder.90d, 0.01, UP, TO_LEVEL",
        "assets, 0.01, UP, BY_AMOUNT",
        "creditRating, 1, UP, BY_AMOUNT",
        "recencyDays, 1, DOWN, TO_LEVEL",
        "lastInteractionDays, 1, DOWN, TO_LEVEL",
        "orderGapDays, 1, DOWN, BY_AMOUNT",
        "categories.365d, 1, UP, BY_AMOUNT",
        "returnRate.365d, 0.0001, DOWN, BY_AMOUNT",
        "interactions.call.90d, 1, UP, BY_AMOUNT",
        "activityTrend, 0.0001, UP, BY_AMOUNT",
        "satisfaction.365d, 0.0001, UP, BY_AMOUNT",
        "nps, 1, UP, BY_AMOUNT",
        "openComplaints, 1, DOWN, BY_AMOUNT",
        "referrals.365d, 1, UP, BY_AMOUNT",
        "purchaseDays.lifetime, 1, UP, BY_AMOUNT",
        "lastPurchaseDays, 1, DOWN, TO_LEVEL",
        "repeatSpend.lifetime, 0.01, UP, BY_AMOUNT"
    })
    void builtInMetricsMoveTheirWay(String key, BigDecimal step, Lever.Direction direction, Lever.Moves moves) {
        assertThat(Levers.step(metric(key))).isEqualByComparingTo(step);
        assertThat(lever(key)).hasValueSatisfying(lever -> {
            assertThat(lever.directions()).isEqualTo(List.of(direction));
            assertThat(lever.moves()).isEqualTo(moves);
        });
    }

    @Test
    void whatOnlyTimeMovesHasNoLever() {
        assertThat(Stream.of("tenureDays", "firstPurchaseDays", "complaints.365d")
                        .map(LeversTest::lever))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void windowsOfTheSameFactsShareALever() {
        assertThat(Stream.of("spend.30d", "spend.90d", "spend.180d", "spend.365d", "spend.lifetime")
                        .map(key -> lever(key).orElseThrow().key())
                        .distinct())
                .hasSize(1);
        assertThat(Stream.of(
                                "spend.30d",
                                "grossSpend.30d",
                                "orders.30d",
                                "interactions.30d",
                                "interactions.call.30d",
                                "averageOrder.30d",
                                "averageOrder.90d",
                                "profit.30d",
                                "largestOrder.30d")
                        .map(key -> lever(key).orElseThrow().key())
                        .distinct())
                .hasSize(9);
    }

    @Test
    void whoBuysTodayMovesBothKindsOfDaysSinceThen() {
        assertThat(lever("lastPurchaseDays")).isEqualTo(lever("recencyDays"));
    }

    @Test
    void aDefinedMetricSharesTheLeverOfABuiltInOneOfTheSameFacts() {
        assertThat(Levers.of(defined("orders", "sum", "net", "money", "60d"))).isEqualTo(lever("spend.30d"));
        assertThat(Levers.of(defined("interactions", "count", null, "count", "7d", type("CALL"))))
                .isEqualTo(lever("interactions.call.30d"));
        assertThat(Levers.of(defined("orders", "mean", "net", "money", "60d")))
                .isNotEqualTo(Levers.of(defined("orders", "mean", "net", "money", "90d")));
    }

    @Test
    void complaintsAreResolvedAndNotAskedFor() {
        FilterCondition unresolved =
                new FilterCondition("resolved", BooleanNode.FALSE, null, null, null, null, null, null, null);

        assertThat(Levers.of(defined("feedback", "count", null, "count", "90d", type("COMPLAINT"))))
                .isEmpty();
        assertThat(Levers.of(defined("feedback", "count", null, "count", "90d", type("COMPLAINT"), unresolved)))
                .hasValueSatisfying(lever -> assertThat(lever.directions()).isEqualTo(List.of(Lever.Direction.DOWN)));
    }

    @Test
    void stepsFollowWhatIsCountedAndTheUnit() {
        assertThat(Levers.step(defined("feedback", "last", "score", "score", "90d")))
                .isEqualByComparingTo("1");
        assertThat(Levers.step(defined("feedback", "mean", "score", "score", "90d")))
                .isEqualByComparingTo("0.0001");
        assertThat(Levers.step(defined("orders", "max", "gross", "money", "90d")))
                .isEqualByComparingTo("0.01");
        assertThat(Levers.step(defined("orderLines", "distinct", "product", "number", "90d")))
                .isEqualByComparingTo("1");
        assertThat(Levers.step(defined("orderLines", "sum", "quantity", "number", "90d")))
                .isEqualByComparingTo("0.0001");
    }

    @Test
    void everyLeverHasAKeyThatTheContractAllows() {
        assertThat(MetricCatalogue.METRICS.stream().map(Levers::of).flatMap(Optional::stream))
                .allSatisfy(lever -> assertThat(lever.key()).matches("[A-Za-z0-9.-]{1,200}"));
    }
}
