package io.fenji.engine.way;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.evaluation.Stay;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Tiers A from 75, B from 50, C from 25, and D; the score is the spend.
class OutlookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 10);
    private static final ManualTiers NOBODY = ManualTiers.NONE;

    private final Map<String, BigDecimal> metrics = new HashMap<>();
    private final TreeMap<LocalDate, Map<String, BigDecimal>> changes = new TreeMap<>();
    private Stay stay = new Stay(1, day("2026-01-01"), Stays.NO_DATE, day("2026-01-01"));
    private ManualTiers manual = NOBODY;
    private LocalDate manualUntil = LocalDate.MAX;

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }

    private static Scheme scheme(String more) {
        return Schemes.read("""
                {'key':'t','name':{'en':'T'},
                 'dimensions':[{'key':'v','weight':1,'criteria':[
                   {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}}]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'A','name':{'en':'A'},'enter':75},{'key':'B','name':{'en':'B'},'enter':50},
                          {'key':'C','name':{'en':'C'},'enter':25},{'key':'D','name':{'en':'D'}}]%s}""".formatted(more));
    }

    private OutlookTest with(String metric, long value) {
        metrics.put(metric, BigDecimal.valueOf(value));
        return this;
    }

    private OutlookTest then(String date, String metric, long value) {
        changes.computeIfAbsent(LocalDate.parse(date), none -> new HashMap<>()).put(metric, BigDecimal.valueOf(value));
        return this;
    }

    /// Every day of a year.
    private Outlook outlook(Scheme scheme) {
        MetricTable first = MetricTable.ofOne(metrics, Map.of());
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, first));
        List<Outlook.Day> days =
                TODAY.plusDays(1).datesUntil(TODAY.plusDays(366)).map(this::on).toList();
        return Outlook.of(
                evaluator,
                new Outlook.Day(TODAY, first, manual),
                new Situation(stay, manual, TODAY, false),
                days,
                true);
    }

    private Outlook.Day on(LocalDate date) {
        Map<String, BigDecimal> values = new HashMap<>(metrics);
        changes.headMap(date, true).values().forEach(values::putAll);
        return new Outlook.Day(date, MetricTable.ofOne(values, Map.of()), date.isBefore(manualUntil) ? manual : NOBODY);
    }

    private static Outlook.Cause cause(String metric, long from, long to) {
        return new Outlook.Cause.OfMetric(metric, BigDecimal.valueOf(from), BigDecimal.valueOf(to));
    }

    private static Outlook.Turn turn(String on, int from, int to, Outlook.Cause... causes) {
        return new Outlook.Turn(LocalDate.parse(on), from, to, null, null, List.of(causes), List.of(), List.of());
    }

    private static Outlook.Turn waited(
            String on, int from, int to, String since, Waiting why, Outlook.Cause... causes) {
        return new Outlook.Turn(
                LocalDate.parse(on), from, to, LocalDate.parse(since), why, List.of(causes), List.of(), List.of());
    }

    @Test
    void nothingMayHappen() {
        assertThat(with("spend.365d", 60).outlook(scheme(""))).isEqualTo(new Outlook(null, null));
    }

    @Test
    void aTierIsLostOnTheDayThatAMetricFalls() {
        assertThat(with("spend.365d", 60)
                        .then("2026-03-01", "spend.365d", 55)
                        .then("2026-04-02", "spend.365d", 10)
                        .outlook(scheme("")))
                .isEqualTo(new Outlook(null, turn("2026-04-02", 1, 3, cause("spend.365d", 60, 10))));
    }

    @Test
    void aFallWaitsForReviewAndGrace() {
        assertThat(with("spend.365d", 60)
                        .then("2026-04-02", "spend.365d", 30)
                        .outlook(scheme(
                                ",'movement':{'downgrade':{'at':'review','graceDays':10}},'review':{'every':'month'}")))
                .isEqualTo(new Outlook(
                        null, waited("2026-05-11", 1, 2, "2026-04-02", Waiting.GRACE, cause("spend.365d", 60, 30))));
    }

    @Test
    void aFallThatIsDueAlreadyNeedsNoCauseButTime() {
        stay = new Stay(1, day("2026-01-01"), Stays.NO_DATE, Stays.NO_DATE);
        assertThat(with("spend.365d", 30).outlook(scheme(",'movement':{'downgrade':{'minStayDays':30}}")))
                .isEqualTo(new Outlook(null, waited("2026-01-31", 1, 2, "2026-01-10", Waiting.MINIMUM_STAY)));
    }

    @Test
    void renewalHoldsTheTierUntilItEnds() {
        assertThat(with("spend.365d", 30)
                        .with("orders.365d", 3)
                        .then("2026-02-20", "orders.365d", 2)
                        .outlook(scheme(",'movement':{'downgrade':{'renewal':{'metric':'orders.365d','atLeast':3}}}")))
                .isEqualTo(new Outlook(
                        null, waited("2026-02-20", 1, 2, "2026-01-10", Waiting.RENEWED, cause("orders.365d", 3, 2))));
    }

    @Test
    void anOverrideEnds() {
        manual = row -> new ManualTier(-1, 0, -1);
        manualUntil = LocalDate.of(2026, 3, 1);
        assertThat(with("spend.365d", 60).outlook(scheme("")))
                .isEqualTo(new Outlook(null, turn("2026-03-01", 0, 1, new Outlook.Cause.OverrideEnded())));
    }

    @Test
    void aRuleBeginsToApply() {
        Outlook.Turn turn = with("spend.365d", 90)
                .with("recencyDays", 10)
                .then("2026-02-01", "recencyDays", 31)
                .outlook(scheme(",'rules':[{'key':'late','when':{'metric':'recencyDays','over':30},'cap':'C'}]"))
                .fall();

        assertThat(turn)
                .isEqualTo(new Outlook.Turn(
                        LocalDate.of(2026, 2, 1),
                        0,
                        2,
                        null,
                        null,
                        List.of(cause("recencyDays", 10, 31)),
                        List.of("late"),
                        List.of()));
    }

    @Test
    void whoLeavesThePopulationFalls() {
        assertThat(with("spend.365d", 60)
                        .with("orders.365d", 1)
                        .then("2026-02-01", "orders.365d", 0)
                        .outlook(scheme(",'population':{'metric':'orders.365d','atLeast':1}")))
                .isEqualTo(new Outlook(
                        null,
                        turn("2026-02-01", 1, Standing.Reason.OUTSIDE_POPULATION.code(), cause("orders.365d", 1, 0))));
    }

    @Test
    void aMoveUpOnTheWayIsTold() {
        Outlook outlook = with("spend.365d", 80)
                .then("2026-06-01", "spend.365d", 55)
                .outlook(scheme(",'movement':{'upgrade':'review'},'review':{'every':'month'}"));

        assertThat(outlook)
                .isEqualTo(new Outlook(
                        waited("2026-02-01", 1, 0, "2026-01-10", Waiting.UPGRADE_AT_REVIEW),
                        turn("2026-06-01", 0, 1, cause("spend.365d", 80, 55))));
    }

    @Test
    void severalThatOnlyDoTogetherAreAllNamed() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},'cut':{'type':'rules','otherwise':'B'},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}],
                 'rules':[{'key':'a','when':{'any':[{'metric':'spend.365d','over':5},{'metric':'orders.365d','over':5}]},'assign':'A'}]}""");
        stay = new Stay(1, day("2026-01-01"), Stays.NO_DATE, Stays.NO_DATE);

        Outlook.Turn fall = with("spend.365d", 9)
                .with("orders.365d", 9)
                .with("assets", 9)
                .then("2026-02-01", "spend.365d", 1)
                .then("2026-03-01", "orders.365d", 2)
                .then("2026-03-01", "assets", 2)
                .outlook(scheme)
                .fall();

        assertThat(fall.on()).isEqualTo(LocalDate.of(2026, 3, 1));
        // Either would have kept the tier.
        assertThat(fall.causes()).isEqualTo(List.of(cause("orders.365d", 9, 2), cause("spend.365d", 9, 1)));
        assertThat(fall.ended()).isEqualTo(List.of("a"));
    }

    @Test
    void nobodyIsNamedWhoseStayingWouldNotHaveHelped() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},'cut':{'type':'rules','otherwise':'B'},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}],
                 'rules':[{'key':'a','when':{'all':[{'metric':'spend.365d','over':5},{'metric':'orders.365d','over':5}]},'assign':'A'}]}""");

        Outlook.Turn fall = with("spend.365d", 9)
                .with("orders.365d", 9)
                .then("2026-02-01", "spend.365d", 1)
                .then("2026-02-01", "orders.365d", 2)
                .outlook(scheme)
                .fall();

        assertThat(fall.causes()).isEqualTo(List.of(cause("orders.365d", 9, 2), cause("spend.365d", 9, 1)));
    }
}
