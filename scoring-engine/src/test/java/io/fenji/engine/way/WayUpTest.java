package io.fenji.engine.way;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Attainment;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Stay;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WayUpTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Lever SPEND = new Lever(
            "spend",
            List.of("spend.90d", "spend.365d"),
            Lever.Moves.BY_AMOUNT,
            true,
            Fixed.ONE / 100,
            -Lever.NO_LIMIT,
            Lever.NO_LIMIT,
            MetricColumn.ABSENT);
    private static final Lever ORDERS = new Lever(
            "orders",
            List.of("orders.90d", "orders.365d"),
            Lever.Moves.BY_AMOUNT,
            true,
            Fixed.ONE,
            0,
            Lever.NO_LIMIT,
            MetricColumn.ABSENT);
    private static final Lever LARGEST = new Lever(
            "largest",
            List.of("largestOrder.30d", "largestOrder.365d"),
            Lever.Moves.TO_LEVEL,
            true,
            Fixed.ONE / 100,
            0,
            Lever.NO_LIMIT,
            Fixed.ONE / 100);
    private static final Lever RECENCY =
            new Lever("recency", List.of("recencyDays"), Lever.Moves.BY_AMOUNT, false, Fixed.ONE, 0, Lever.NO_LIMIT, 0);
    private static final Lever COMPLAINTS = Lever.of("openComplaints", false, Fixed.ONE, 0, Lever.NO_LIMIT);
    private static final List<Lever> LEVERS = List.of(SPEND, ORDERS, LARGEST, RECENCY, COMPLAINTS);

    /// A score of spend and orders: gold from 80, silver from 50.
    private static final String CRITERIA = """
            {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':1000}},
            {'metric':'orders.365d','weight':1,'scale':{'type':'steps','steps':[[1,20],[5,60],[10,100]]}}""";

    private static Way way(Scheme scheme, Map<String, Object> metrics, Situation situation) {
        Map<String, BigDecimal> values = new HashMap<>();
        metrics.forEach((key, value) -> values.put(key, new BigDecimal(value.toString())));
        MetricTable table = MetricTable.ofOne(values, Map.of());
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, table));
        return WayUp.find(evaluator, table, 0, situation, LEVERS, 100, Effort.USUAL);
    }

    private static Way way(Scheme scheme, Map<String, Object> metrics) {
        return way(scheme, metrics, Situation.NEW);
    }

    private static Situation in(int tier, ManualTiers manual) {
        return new Situation(new Stay(tier, 20_000, Stays.NO_DATE, 20_000), manual, TODAY, false);
    }

    /// `spend.365d 300 → 400`, several with a comma, what moves along in brackets.
    private static List<String> proposals(Way way) {
        assertThat(way).isInstanceOf(Way.Open.class);
        return ((Way.Open) way).proposals().stream().map(WayUpTest::text).toList();
    }

    private static String text(Way.Proposal proposal) {
        return proposal.changes().stream()
                .map(change -> text(change.moves().getFirst())
                        + change.moves().stream()
                                .skip(1)
                                .map(move -> " (" + text(move) + ")")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Way.Move move) {
        return move.metric() + " " + (move.from() == null ? "none" : move.from().toPlainString()) + " → "
                + move.to().toPlainString();
    }

    private static Scheme scored(String more) {
        return Schemes.read("""
                {'key':'test','name':{'en':'Test'},
                 'dimensions':[{'key':'value','weight':1,'criteria':[%s]}],'cut':{'type':'score'},
                 'tiers':[{'key':'gold','name':{'en':'Gold'},'enter':80,'leave':70},
                          {'key':'silver','name':{'en':'Silver'},'enter':50,'leave':40},
                          {'key':'bronze','name':{'en':'Bronze'}}]%s}""".formatted(CRITERIA, more));
    }

    private static Scheme ruled(String rules) {
        return Schemes.read("""
                {'key':'test','name':{'en':'Test'},'cut':{'type':'rules','otherwise':'bronze'},
                 'tiers':[{'key':'gold','name':{'en':'Gold'}},{'key':'silver','name':{'en':'Silver'}},
                          {'key':'bronze','name':{'en':'Bronze'}}],
                 'rules':[%s]}""".formatted(rules));
    }

    @Test
    void eachAloneOrSeveralTogether() {
        Way way = way(scored(""), Map.of("spend.365d", "123.45", "orders.365d", 2));

        assertThat(proposals(way))
                .isEqualTo(List.of(
                        "spend.365d 123.45 → 800", "orders.365d 2 → 10", "spend.365d 123.45 → 400, orders.365d 2 → 5"));
        assertThat(((Way.Open) way).complete()).isTrue();
    }

    @Test
    void whoHasTheHighestTierIsAtTheTop() {
        assertThat(way(scored(""), Map.of("spend.365d", 900, "orders.365d", 12)))
                .isEqualTo(new Way.AtTop());
    }

    @Test
    void hysteresisIsHonoured() {
        Map<String, Object> metrics = Map.of("spend.365d", 500, "orders.365d", 6);

        assertThat(proposals(way(scored(""), metrics, in(1, ManualTiers.NONE))))
                .isEqualTo(List.of("spend.365d 500 → 1000", "spend.365d 500 → 600, orders.365d 6 → 10"));
        // Held in gold before a rule put the customer lower, 70 would do.
        Scheme capped = scored(",'rules':[{'key':'late','when':{'metric':'recencyDays','over':30},'cap':'silver'}]");
        assertThat(proposals(way(
                        capped,
                        Map.of("spend.365d", 900, "orders.365d", 6, "recencyDays", 33),
                        in(0, ManualTiers.NONE))))
                .isEqualTo(List.of("recencyDays 33 → 30"));
        assertThat(proposals(way(
                        capped,
                        Map.of("spend.365d", 900, "orders.365d", 6, "recencyDays", 33),
                        in(1, ManualTiers.NONE))))
                .containsExactlyInAnyOrder(
                        "recencyDays 33 → 30, orders.365d 6 → 10", "recencyDays 33 → 30, spend.365d 900 → 1000");
    }

    /// What is bought now counts in both windows, and only what is needed in the window that decides is proposed.
    @Test
    void windowsMoveTogether() {
        Scheme scheme = ruled("""
                {'key':'a','when':{'all':[{'metric':'orders.90d','atLeast':4},{'metric':'orders.365d','atLeast':5}]},'assign':'silver'}""");

        assertThat(proposals(way(scheme, Map.of("orders.90d", 1, "orders.365d", 2))))
                .isEqualTo(List.of("orders.90d 1 → 4 (orders.365d 2 → 5)"));
        assertThat(proposals(way(scheme, Map.of("orders.90d", 2, "orders.365d", 2))))
                .isEqualTo(List.of("orders.365d 2 → 5 (orders.90d 2 → 5)"));
    }

    @Test
    void oneLargeOrderRaisesTheLargestOfEveryWindowThatHasNone() {
        Scheme scheme = ruled("{'key':'a','when':{'metric':'largestOrder.30d','atLeast':99.5},'assign':'silver'}");

        assertThat(proposals(way(scheme, Map.of("largestOrder.365d", 40))))
                .isEqualTo(List.of("largestOrder.30d none → 99.5"));
        assertThat(proposals(way(ruled("""
                                {'key':'a','when':{'all':[{'metric':'largestOrder.30d','atLeast':99.5},
                                  {'metric':'largestOrder.365d','over':0}]},'assign':'silver'}"""), Map.of("largestOrder.365d", 140))))
                .isEqualTo(List.of("largestOrder.30d none → 99.5"));
    }

    @Test
    void whoNeverBoughtHasBoughtToday() {
        assertThat(proposals(way(
                        ruled("{'key':'a','when':{'metric':'recencyDays','atMost':20},'assign':'gold'}"), Map.of())))
                .isEqualTo(List.of("recencyDays none → 0"));
    }

    @Test
    void aMoveUpAtTheReviewSaysWhen() {
        String movement = ",'movement':{'upgrade':'review'},'review':{'every':'month','day':15}";
        Attainment silver = new Attainment(1, Waiting.UPGRADE_AT_REVIEW, LocalDate.of(2026, 7, 15));

        Way way = way(scored(movement), Map.of("spend.365d", 700, "orders.365d", 2), in(2, ManualTiers.NONE));
        assertThat(((Way.Open) way).proposals())
                .extracting(Way.Proposal::attainment)
                .containsOnly(silver);
        assertThat(way(scored(movement), Map.of("spend.365d", 800, "orders.365d", 2), in(2, ManualTiers.NONE)))
                .isEqualTo(new Way.Coming(silver));
    }

    @Test
    void stepsOnTheWayAreCounted() {
        String movement = """
                ,'movement':{'upgrade':{'at':'review','maxSteps':1}},'review':{'every':'quarter','day':1},
                'rules':[{'key':'recent','when':{'metric':'recencyDays','atMost':10},'floor':'silver'}]""";

        Way way = way(
                scored(movement),
                Map.of("spend.365d", 999, "orders.365d", 0, "recencyDays", 3),
                in(2, ManualTiers.NONE));
        assertThat(((Way.Open) way).proposals().getFirst())
                .satisfies(proposal -> assertThat(text(proposal)).isEqualTo("orders.365d 0 → 10"))
                .extracting(Way.Proposal::attainment)
                .isEqualTo(new Attainment(0, Waiting.UPGRADE_AT_REVIEW, LocalDate.of(2026, 10, 1)));
    }

    @Test
    void theRuleThatCapsIsNamedWhereNothingCanBeDoneAboutIt() {
        Scheme scheme = scored("""
                ,'rules':[{'key':'kind','when':{'metric':'complaints.365d','over':2},'cap':'bronze'},
                          {'key':'harmless','when':{'metric':'complaints.365d','over':1},'cap':'gold'}]""");

        assertThat(way(scheme, Map.of("spend.365d", 400, "orders.365d", 2, "complaints.365d", 3)))
                .isEqualTo(
                        new Way.Blocked(List.of(new Way.Obstacle.OfRule("kind", new Rule.Effect.Cap("bronze"))), true));
    }

    @Test
    void aRuleThatCanBeUndoneIsPartOfTheWay() {
        Scheme scheme = scored(",'rules':[{'key':'open','when':{'metric':'openComplaints','over':0},'cap':'bronze'}]");

        assertThat(proposals(way(scheme, Map.of("spend.365d", 900, "orders.365d", 2, "openComplaints", 3))))
                .isEqualTo(List.of("openComplaints 3 → 0"));
    }

    @Test
    void anOverrideThatHoldsTheTierDownIsNamed() {
        Map<String, Object> metrics = Map.of("spend.365d", 400, "orders.365d", 2);

        assertThat(way(scored(""), metrics, in(2, row -> new ManualTier(2, -1, -1))))
                .isEqualTo(new Way.Blocked(List.of(new Way.Obstacle.Manual()), true));
        assertThat(way(scored(""), metrics, in(2, row -> new ManualTier(-1, -1, 2))))
                .isEqualTo(new Way.Blocked(List.of(new Way.Obstacle.Manual()), true));
        assertThat(proposals(way(scored(""), metrics, in(2, row -> new ManualTier(-1, -1, 1)))))
                .isNotEmpty();
    }

    @Test
    void whoIsOutsideThePopulationIsToldWhatBringsThemIn() {
        Scheme scheme = scored(",'population':{'metric':'orders.365d','atLeast':1}");
        assertThat(proposals(way(scheme, Map.of("spend.365d", 0, "orders.365d", 0))))
                .isEqualTo(List.of("orders.365d 0 → 1"));

        Scheme closed = scored(",'population':{'attribute':'kind','is':'PERSON'}");
        assertThat(way(closed, Map.of("spend.365d", 0, "orders.365d", 0)))
                .isEqualTo(new Way.Blocked(List.of(new Way.Obstacle.Population()), true));
    }

    @Test
    void whereNothingWouldDoNothingIsInTheWay() {
        assertThat(way(
                        ruled("{'key':'a','when':{'metric':'tenureDays','atLeast':400},'assign':'gold'}"),
                        Map.of("tenureDays", 3)))
                .isEqualTo(new Way.Blocked(List.of(), true));
    }

    @Test
    void moreThanThreeTogetherWhereThreeDoNotDo() {
        Scheme scheme = ruled("""
                {'key':'a','when':{'all':[{'metric':'orders.365d','atLeast':3},{'metric':'spend.365d','over':100},
                  {'metric':'recencyDays','under':10},{'metric':'largestOrder.30d','atLeast':50},
                  {'metric':'openComplaints','equals':0}]},'assign':'silver'}""");

        assertThat(proposals(way(
                        scheme, Map.of("orders.365d", 1, "spend.365d", 100, "recencyDays", 70, "openComplaints", 2))))
                .singleElement()
                .asString()
                .contains(
                        "orders.365d 1 → 3",
                        "spend.365d 100 → 100.01",
                        "recencyDays 70 → 9",
                        "largestOrder.30d none → 50",
                        "openComplaints 2 → 0");
    }

    /// Amounts in hundredths have more combinations than anybody reads.
    @Test
    void ofVeryManyAFewEvenOnesAreShown() {
        Scheme scheme = Schemes.withCriterion("""
                {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':1000}},
                {'metric':'largestOrder.365d','weight':1,'scale':{'type':'linear','from':0,'to':1000}}""");

        Way way = way(scheme, Map.of("spend.365d", 100, "largestOrder.365d", 100));

        assertThat(((Way.Open) way).complete()).isFalse();
        assertThat(proposals(way))
                .hasSize(5)
                .startsWith("spend.365d 100 → 900", "largestOrder.365d 100 → 900")
                .contains("spend.365d 100 → 499.98, largestOrder.365d 100 → 500.02");
    }

    @Test
    void fiveHundredCriteriaAreSearchedWithinBounds() {
        Random random = new Random(7);
        List<Lever> levers = new ArrayList<>();
        String criteria = IntStream.range(0, 500)
                .mapToObj(i -> {
                    String metric = "m" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + ".365d";
                    levers.add(Lever.of(metric, true, Fixed.ONE / 100, 0, Lever.NO_LIMIT));
                    return "{'metric':'%s','weight':%d,'scale':{'type':'linear','from':0,'to':%d}}"
                            .formatted(metric, i == 77 ? 4_000 : 1 + random.nextInt(9), 10 + random.nextInt(10_000));
                })
                .collect(Collectors.joining(","));
        Scheme scheme = Schemes.withCriterion(criteria);
        Map<String, BigDecimal> metrics = new HashMap<>();
        levers.forEach(lever -> metrics.put(lever.key(), BigDecimal.ONE));
        MetricTable table = MetricTable.ofOne(metrics, Map.of());
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, table));

        Way way = WayUp.find(evaluator, table, 0, Situation.NEW, levers, 20, Effort.USUAL);

        assertThat(proposals(way))
                .first()
                .asString()
                .startsWith("m" + (char) ('a' + 2) + (char) ('a' + 25) + ".365d 1 →");
        assertThat(((Way.Open) way).complete()).isFalse();
    }
}
