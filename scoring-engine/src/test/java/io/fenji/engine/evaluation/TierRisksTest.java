package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The score is the spend; tiers A from 75, kept down to 70, B from 50, C from 25, and D.
class TierRisksTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final BigDecimal POINTS = BigDecimal.valueOf(3);
    private static final BigDecimal SHARE = new BigDecimal("0.05");
    private static final String RULES = """
            ,'rules':[{'key':'floor','when':{'metric':'orders.365d','equals':1},'floor':'B'},
                      {'key':'cap','when':{'metric':'orders.365d','equals':2},'cap':'C'},
                      {'key':'assign','when':{'metric':'orders.365d','equals':3},'assign':'A'},
                      {'key':'early','when':{'metric':'orders.365d','equals':4},'floor':'B','viaMovement':true},
                      {'key':'late','when':{'metric':'orders.365d','equals':5},'cap':'C','viaMovement':true},
                      {'key':'out','when':{'metric':'orders.365d','equals':6},'exclude':true}]""";

    private static Scheme scheme(String rest) {
        return Schemes.read("""
                {'key':'t','name':{'en':'T'},
                 'dimensions':[{'key':'v','weight':1,'criteria':[
                   {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}}]}],
                 'cut':{'type':'score'},
                 'tiers':[{'key':'A','name':{'en':'A'},'enter':75,'leave':70},{'key':'B','name':{'en':'B'},'enter':50},
                          {'key':'C','name':{'en':'C'},'enter':25},{'key':'D','name':{'en':'D'}}]%s}""".formatted(rest));
    }

    private static MetricTable table(int[] spend, int[] orders) {
        TableBuilder table = new TableBuilder(List.of("spend.365d", "orders.365d"), List.of(), spend.length);
        for (int i = 0; i < spend.length; i++) {
            table.addRow();
            table.metric("spend.365d", BigDecimal.valueOf(spend[i]));
            table.metric("orders.365d", BigDecimal.valueOf(orders[i]));
        }
        return table.build();
    }

    private static Evaluator evaluator(Scheme scheme) {
        return Evaluator.of(scheme, Calibrator.calibrate(scheme, table(new int[0], new int[0])));
    }

    /// At risk is who would be in a lower tier if the move that waits came at once, or, where none waits, if the
    /// score were a little lower: one by one the same as an evaluation of that.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'movement':{'downgrade':{'at':'review','graceDays':20}},'review':{'every':'month'}",
                ",'movement':{'downgrade':{'graceDays':30}}",
                ",'movement':{'downgrade':{'minStayDays':90}}"
            })
    void areWhoWouldBeLowerWithoutPolicyAndWithALittleLess(String policy) {
        Random random = new Random(policy.length());
        int size = 4_000;
        int[] before = random.ints(size, 0, 101).toArray();
        int[] now = random.ints(size, 0, 101).toArray();
        int[] less = java.util.Arrays.stream(now).map(spend -> spend - 3).toArray();
        int[] orders = random.ints(size, 0, 9).toArray();
        Scheme scheme = scheme(RULES + policy);
        Evaluator evaluator = evaluator(scheme);
        ManualTiers manual = row -> row % 50 == 0 ? new ManualTiers.ManualTier(-1, 1, -1) : null;
        StayColumns stays = new StayColumns(size);
        stays.keep(evaluator.evaluate(table(before, orders), stays.on(TODAY.minusDays(20), true)));
        Situation today = new Situation(stays, manual, TODAY, false);
        Evaluation evaluation = evaluator.evaluate(table(now, orders), today);
        StayColumns after = new StayColumns(size);
        after.keep(evaluation);
        java.util.Arrays.fill(after.graceUntil, Stays.NO_DATE);
        Evaluator atOnce = evaluator(withoutPolicy(scheme));
        Situation without = new Situation(after, manual, TODAY, false);
        Evaluation moved = atOnce.evaluate(table(now, orders), without);
        Evaluation withLess = atOnce.evaluate(table(less, orders), without);
        TierRisks risks = TierRisks.after(evaluator, table(now, orders), evaluation, today, POINTS, SHARE);

        int found = 0;
        for (int row = 0; row < size; row++) {
            TierRisk risk = risks.at(row);
            int tier = evaluation.tierCode(row);
            boolean waits = moved.heldTierCode(row) > evaluation.heldTierCode(row);
            int lower = (waits ? moved : withLess).tierCode(row);
            boolean expected = tier >= 0 && (lower < 0 || lower > tier);
            assertThat(risk != null)
                    .as("%s: spend %d, orders %d, tier %d, %d with less", policy, now[row], orders[row], tier, lower)
                    .isEqualTo(expected);
            found += risk == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(50);
    }

    private static Scheme withoutPolicy(Scheme scheme) {
        return new Scheme(
                scheme.key(),
                scheme.name(),
                scheme.description(),
                scheme.population(),
                scheme.dimensions(),
                scheme.cut(),
                scheme.tiers(),
                scheme.rules(),
                Movement.AT_ONCE,
                scheme.review(),
                null,
                List.of());
    }

    @Test
    void saysWhatTheMoveWaitsForAndUntilWhen() {
        Scheme scheme = scheme(",'movement':{'downgrade':{'graceDays':30}}");
        Evaluator evaluator = evaluator(scheme);
        StayColumns stays = new StayColumns(3);
        int[] none = {0, 0, 0};
        stays.keep(evaluator.evaluate(table(new int[] {80, 52, 60}, none), stays.on(TODAY, true)));
        MetricTable later = table(new int[] {45, 52, 60}, none);
        Situation today = stays.on(TODAY, true);
        Evaluation evaluation = evaluator.evaluate(later, today);

        TierRisks risks = TierRisks.after(evaluator, later, evaluation, today, POINTS, SHARE);

        assertThat(risks.at(0))
                .isEqualTo(new TierRisk(
                        0,
                        2,
                        Waiting.GRACE,
                        (int) TODAY.plusDays(30).toEpochDay(),
                        null,
                        new BigDecimal("45"),
                        new BigDecimal("70")));
        assertThat(risks.at(1))
                .isEqualTo(new TierRisk(1, 2, null, Stays.NO_DATE, null, new BigDecimal("52"), new BigDecimal("50")));
        assertThat(risks.at(2)).isNull();
    }

    @Test
    void whatIsKeptFromBeforeTheVersionIsAtRiskUntilItEnds() {
        Evaluator evaluator = evaluator(scheme(""));
        StayColumns stays = StayColumns.in(3, row -> 1);
        int day = (int) TODAY.plusDays(60).toEpochDay();
        Stays kept = new Stays() {
            @Override
            public int tier(int row) {
                return stays.tier(row);
            }

            @Override
            public int since(int row) {
                return stays.since(row);
            }

            @Override
            public int graceUntil(int row) {
                return Stays.NO_DATE;
            }

            @Override
            public int reviewedOn(int row) {
                return Stays.NO_DATE;
            }

            @Override
            public int keptTier(int row) {
                return 1;
            }
        };
        MetricTable table = table(new int[] {10, 51, 90}, new int[3]);
        Situation today = new Situation(
                kept, ManualTiers.NONE, TODAY, false, new ExistingTiers(ExistingTiers.Mode.PROTECT_UNTIL, day));
        Evaluation evaluation = evaluator.evaluate(table, today);
        assertThat(evaluation.tierCode(0)).isEqualTo(1);

        TierRisks risks = TierRisks.after(evaluator, table, evaluation, today, POINTS, SHARE);

        assertThat(risks.at(0))
                .isEqualTo(
                        new TierRisk(1, 3, Waiting.PROTECTED, day, null, new BigDecimal("10"), new BigDecimal("50")));
        // Near the threshold, but protected anyway.
        assertThat(risks.at(1)).isNull();
        assertThat(risks.at(2)).isNull();
    }

    @Test
    void whoRenewsTheTierIsNotAtRisk() {
        Scheme scheme =
                scheme(",'movement':{'downgrade':{'graceDays':30,'renewal':{'metric':'orders.365d','atLeast':5}}}");
        Evaluator evaluator = evaluator(scheme);
        StayColumns stays = StayColumns.in(2, row -> 1);
        MetricTable table = table(new int[] {10, 51}, new int[] {5, 5});
        Situation today = stays.on(TODAY, false);

        TierRisks risks = TierRisks.after(evaluator, table, evaluator.evaluate(table, today), today, POINTS, SHARE);

        assertThat(risks.at(0)).isNull();
        assertThat(risks.at(1)).isNull();
    }

    @Test
    void aThresholdOnAMetricIsNearByAShareOfIt() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},'cut':{'type':'topShare','metric':'spend.365d','shares':[0.5]},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}]}""");
        MetricTable table = table(new int[] {1000, 1049, 1050, 10, 20, 30}, new int[6]);
        Evaluator evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, table));
        Situation today = new StayColumns(6).on(TODAY, false);

        TierRisks risks = TierRisks.after(evaluator, table, evaluator.evaluate(table, today), today, POINTS, SHARE);

        assertThat(risks.at(0))
                .isEqualTo(new TierRisk(
                        0, 1, null, Stays.NO_DATE, "spend.365d", new BigDecimal("1000"), new BigDecimal("1000")));
        assertThat(risks.at(1)).isNotNull();
        assertThat(risks.at(2)).isNull();
        assertThat(risks.at(5)).isNull();
    }
}
