package io.fenji.engine.warning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.document.DocumentReading;
import io.fenji.engine.document.Finding;
import io.fenji.engine.document.WarningRulesReader;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.preset.DefaultWarningRules;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import io.fenji.engine.verification.Catalogue;
import io.fenji.engine.verification.WarningRulesVerifier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningEvaluatorTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final WarningRules RULES =
            WarningRulesReader.read(DefaultWarningRules.document()).required();

    /// `key=value` pairs to a customer's signs as `KIND urgent`.
    private static List<String> signs(String metrics) {
        return WarningEvaluator.of(RULES).bind(customer(metrics), TODAY, null).signs(0).stream()
                .map(sign -> sign.kind() + (sign.urgent() ? " urgent" : ""))
                .toList();
    }

    private static MetricTable customer(String metrics) {
        Map<String, BigDecimal> values = new HashMap<>();
        for (String pair : metrics.split(" ", -1)) {
            values.put(pair.split("=", -1)[0], new BigDecimal(pair.split("=", -1)[1]));
        }
        return MetricTable.ofOne(values, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Five orders, a mean gap of 10 days: limits at 4.459 and 8.6491 gaps.
                "recencyDays=44 orderGapDays=10 orders.lifetime=5, -",
                "recencyDays=45 orderGapDays=10 orders.lifetime=5, ORDER_GAP",
                "recencyDays=87 orderGapDays=10 orders.lifetime=5, ORDER_GAP urgent",
                // Three are too few, the shortest gap that counts is 14 days, and who is away for a year is lost.
                "recencyDays=300 orderGapDays=1 orders.lifetime=3, -",
                "recencyDays=14 orderGapDays=0 orders.lifetime=9, -",
                "recencyDays=15 orderGapDays=0 orders.lifetime=9, ORDER_GAP urgent",
                "recencyDays=365 orderGapDays=10 orders.lifetime=5, ORDER_GAP urgent",
                "recencyDays=366 orderGapDays=10 orders.lifetime=5, -",
                "orderGapDays=10 orders.lifetime=5, -"
            })
    void aGapIsFarOverTheUsual(String metrics, String expected) {
        assertThat(signs(metrics)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // (275/365)^11 is 0.0444, ^10 0.0590, ^17 0.0081.
                "interactions.90d=0 interactions.365d=11 activityTrend=0, ACTIVITY_FALLING",
                "interactions.90d=0 interactions.365d=10 activityTrend=0, -",
                "interactions.90d=0 interactions.365d=17 activityTrend=0, ACTIVITY_FALLING urgent",
                // Silent for longer than the trend looks back.
                "interactions.90d=0 interactions.365d=11, ACTIVITY_FALLING",
                // Few, but not fewer than in the quarter before.
                "interactions.90d=1 interactions.365d=40 activityTrend=0.51, -",
                "interactions.90d=1 interactions.365d=40 activityTrend=0.5, ACTIVITY_FALLING urgent",
                "interactions.90d=10 interactions.365d=40 activityTrend=0.5, -",
                "activityTrend=0, -"
            })
    void activityFallsAgainstTheOwnPast(String metrics, String expected) {
        assertThat(signs(metrics)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // 2,750 in the 275 days before are 900 in 90.
                "spend.90d=450 spend.365d=3200 orders.90d=3 orders.365d=12 tenureDays=800, SPEND_FALLING",
                "spend.90d=450.01 spend.365d=3200.01 orders.90d=3 orders.365d=12 tenureDays=800, -",
                "spend.90d=225 spend.365d=2975 orders.90d=3 orders.365d=12 tenureDays=800, SPEND_FALLING urgent",
                // Two orders of twelve may be chance, none is not.
                "spend.90d=300 spend.365d=3050 orders.90d=2 orders.365d=12 tenureDays=800, -",
                "spend.90d=0 spend.365d=2750 orders.90d=0 orders.365d=12 tenureDays=800, SPEND_FALLING urgent",
                "spend.90d=0 spend.365d=2750 orders.90d=0 orders.365d=3 tenureDays=800, -",
                // A customer for 180 days had 90 before: 450 of 900.
                "spend.90d=450 spend.365d=1350 orders.90d=3 orders.365d=9 tenureDays=180, SPEND_FALLING",
                "spend.90d=450 spend.365d=1350 orders.90d=3 orders.365d=9 tenureDays=179, -",
                "spend.90d=0 spend.365d=-5 orders.90d=0 orders.365d=12 tenureDays=800, -"
            })
    void spendFallsAgainstTheOwnRhythm(String metrics, String expected) {
        assertThat(signs(metrics)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // A contact costs 10 and saves one of ten.
                "churnRisk=0.5 clv.365d=200.01, CHURN_RISK urgent",
                "churnRisk=0.5 clv.365d=200, -",
                "churnRisk=0.05 clv.365d=2000.1, CHURN_RISK urgent",
                "churnRisk=1 clv.365d=100, -",
                "churnRisk=1 clv.365d=0, -",
                "churnRisk=1, -",
                "clv.365d=2000, -"
            })
    void churnIsWarnedOfWhereContactPays(String metrics, String expected) {
        assertThat(signs(metrics)).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void complaintsAreOpen() {
        assertThat(signs("openComplaints=0")).isEmpty();
        assertThat(signs("openComplaints=1")).containsExactly("OPEN_COMPLAINT");
        assertThat(signs("openComplaints=2")).containsExactly("OPEN_COMPLAINT urgent");
    }

    @Test
    void saysTheNumbersBehindASign() {
        Sign sign = WarningEvaluator.of(RULES)
                .bind(customer("recencyDays=45 orderGapDays=10 orders.lifetime=5"), TODAY, null)
                .signs(0)
                .getFirst();

        assertThat(sign.facts())
                .isEqualTo(Map.of(
                        "lastOrderOn", LocalDate.of(2026, 5, 16),
                        "orderGapDays", new BigDecimal("10"),
                        "limitDays", new BigDecimal("44.59"),
                        "orders", new BigDecimal("5")));
    }

    @Test
    void theTopShareBySpendIsValuable() {
        TableBuilder base = new TableBuilder(List.of("spend.365d"), List.of(), 100);
        for (int i = 1; i <= 100; i++) {
            base.addRow();
            base.metric("spend.365d", BigDecimal.valueOf(i));
        }
        MetricTable table = base.build();
        WarningEvaluator evaluator = WarningEvaluator.of(RULES, Calibrator.calibrate(RULES.valuing(), table));
        WarningEvaluator.Bound bound = evaluator.bind(table, TODAY, null);

        assertThat(java.util.stream.IntStream.range(0, 100).filter(bound::isValuable))
                .hasSize(20);
        assertThat(bound.isValuable(80)).isTrue();
        assertThat(bound.isValuable(79)).isFalse();
        assertThat(WarningEvaluator.of(RULES).bind(table, TODAY, null).isValuable(99))
                .isFalse();
        assertThat(Severity.of(true, true)).isEqualTo(Severity.HIGH);
        assertThat(Severity.of(false, true)).isEqualTo(Severity.MEDIUM);
        assertThat(Severity.of(true, false)).isEqualTo(Severity.MEDIUM);
        assertThat(Severity.of(false, false)).isEqualTo(Severity.LOW);
    }

    @ParameterizedTest
    @CsvSource({
        "/orderGap/maxDays, 10, /orderGap/maxDays, EMPTY_RANGE",
        "/orderGap/urgentConfidence, 0.9, /orderGap/urgentConfidence, NEVER_REACHED",
        "/orderGap/confidence, 1, /orderGap/confidence, OUT_OF_RANGE",
        "/orderGap/minOrders, 1, /orderGap/minOrders, OUT_OF_RANGE",
        "/spendFalling/urgentAtMost, 0.6, /spendFalling/urgentAtMost, NEVER_REACHED",
        "/openComplaint/atLeast, 3, /openComplaint/urgentAtLeast, NEVER_REACHED",
        "/value/topShare, 0, /value/topShare, OUT_OF_RANGE",
        "/tierAtRisk/points, 101, /tierAtRisk/points, OUT_OF_RANGE",
        "/tierAtRisk/more, 1, /tierAtRisk/more, UNKNOWN_PROPERTY",
        "/activityFalling/urgentConfidence, 0.9, /activityFalling/urgentConfidence, NEVER_REACHED"
    })
    void namesEachFaultWithItsPlace(String property, BigDecimal value, String pointer, String code) {
        ObjectNode document = DefaultWarningRules.document().deepCopy();
        String[] path = property.split("/", -1);
        ((ObjectNode) document.get(path[1])).put(path[2], value);

        List<Finding> findings =
                new WarningRulesVerifier(new Catalogue(Set.of("spend.365d"), Map.of())).verify(document);

        assertThat(findings).extracting(Finding::pointer).containsExactly(pointer);
        assertThat(findings).extracting(Finding::code).containsExactly(code);
    }

    @Test
    void whatIsLeftOutIsNotWatched() {
        ObjectNode document = DefaultWarningRules.document().deepCopy();
        document.remove(
                List.of("orderGap", "activityFalling", "spendFalling", "churnRisk", "openComplaint", "tierAtRisk"));
        assertThat(new WarningRulesVerifier(new Catalogue(Set.of("spend.365d"), Map.of())).verify(document))
                .isEmpty();
        assertThat(new WarningRulesVerifier(new Catalogue(Set.of(), Map.of())).verify(document))
                .extracting(Finding::code)
                .containsExactly("UNKNOWN_METRIC");

        WarningRules rules = ((DocumentReading.Readable<WarningRules>) WarningRulesReader.read(document)).value();

        assertThat(WarningEvaluator.of(rules).metrics()).containsExactly("spend.365d");
        assertThat(WarningEvaluator.of(rules)
                        .bind(customer("openComplaints=5"), TODAY, null)
                        .signs(0))
                .isEmpty();
    }
}
