package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A version takes effect on 10 January 2026 for customers who had tiers: A from 75, B from 50, C from 25, and D. The
/// score is the spend.
class ExistingTiersTest {
    private static final String DOCUMENT = """
            {'key':'t','name':{'en':'T'},'population':{'metric':'assets','atLeast':0},
             'dimensions':[{'key':'v','weight':1,'criteria':[
               {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}}]}],
             'cut':{'type':'score'},
             'tiers':[{'key':'A','name':{'en':'A'},'enter':75},{'key':'B','name':{'en':'B'},'enter':50},
                      {'key':'C','name':{'en':'C'},'enter':25},{'key':'D','name':{'en':'D'}}],
             'rules':[{'key':'lift','when':{'metric':'orders.365d','equals':1},'floor':'B'},
                      {'key':'press','when':{'metric':'orders.365d','equals':2},'cap':'C'},
                      {'key':'out','when':{'metric':'orders.365d','equals':3},'exclude':true}]%s}""";
    private static final LocalDate START = LocalDate.of(2026, 1, 10);
    private static final List<String> METRICS = List.of("spend.365d", "assets", "orders.365d");

    /// Tiers by position: A is 0. The customer had the tier, and its spend is given.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            AT_NEXT_REVIEW |            | 1 | 10 | B D VERSION_AT_REVIEW 2026-02-01
            AT_NEXT_REVIEW |            | 1 | 90 | B A VERSION_AT_REVIEW 2026-02-01
            AT_NEXT_REVIEW |            | 1 | 60 | B B
            UPGRADES_ONLY  |            | 1 | 10 | B D PROTECTED 2026-02-01
            UPGRADES_ONLY  | 2026-01-20 | 1 | 10 | B D PROTECTED 2026-01-20
            UPGRADES_ONLY  | 2026-03-20 | 1 | 10 | B D PROTECTED 2026-02-01
            UPGRADES_ONLY  |            | 1 | 90 | A A
            PROTECT_UNTIL  | 2026-03-20 | 1 | 10 | B D PROTECTED 2026-03-20
            PROTECT_UNTIL  | 2026-03-20 | 1 | 90 | A A
            PROTECT_UNTIL  | 2026-01-10 | 1 | 10 | D D
            """)
    void theTierAndWhyItIsNotTheVersions(
            ExistingTiers.Mode mode, LocalDate until, int had, String spend, String expected) {
        Scheme scheme = Schemes.read(DOCUMENT.formatted(",'review':{'every':'month','day':1}"));
        StayColumns stays = takenOver(had, mode, until);
        MetricTable customer = customer(spend, 0);
        Evaluator evaluator = evaluator(scheme);

        stays.keep(evaluator.evaluate(customer, stays.on(START, true)));

        Explanation explanation = evaluator.explain(customer, 0, stays.on(START, false));
        assertThat(explanation.movement()).isNotNull();
        Waiting waiting = explanation.movement().waiting();
        assertThat(tier(explanation.standing()) + " " + explanation.movement().target()
                        + (waiting == null
                                ? ""
                                : " " + waiting + " " + explanation.movement().until()))
                .isEqualTo(expected);
        if (waiting != null) {
            assertThat(explanation.existing()).isNotNull();
            assertThat(explanation.existing().awaited())
                    .isEqualTo(explanation.movement().target());
        }
    }

    @Test
    void rulesOfTheVersionDoNotLowerWhatIsKeptButExclude() {
        Scheme scheme = Schemes.read(DOCUMENT.formatted(""));
        LocalDate until = LocalDate.of(2026, 3, 1);

        assertThat(after(scheme, takenOver(1, ExistingTiers.Mode.PROTECT_UNTIL, until), customer("60", 2)))
                .isEqualTo("B");
        assertThat(after(scheme, takenOver(1, ExistingTiers.Mode.PROTECT_UNTIL, until), customer("90", 2)))
                .isEqualTo("B");
        assertThat(after(scheme, takenOver(2, ExistingTiers.Mode.PROTECT_UNTIL, until), customer("10", 1)))
                .isEqualTo("B");
        StayColumns excluded = takenOver(1, ExistingTiers.Mode.PROTECT_UNTIL, until);
        assertThat(after(scheme, excluded, customer("60", 3))).isEqualTo("EXCLUDED");
        assertThat(after(scheme, excluded, customer("10", 0))).as("once lost").isEqualTo("D");
        assertThat(excluded.kept[0]).isNegative();
        assertThat(after(
                        scheme,
                        takenOver(1, ExistingTiers.Mode.PROTECT_UNTIL, until),
                        MetricTable.ofOne(Map.of("spend.365d", BigDecimal.TEN), Map.of())))
                .isEqualTo("OUTSIDE_POPULATION");
    }

    @Test
    void aTierThatOnlyARuleGaveIsKeptWhereNoRuleGivesAny() {
        Scheme scheme = Schemes.read("""
                {'key':'t','name':{'en':'T'},'cut':{'type':'rules'},
                 'tiers':[{'key':'A','name':{'en':'A'}},{'key':'B','name':{'en':'B'}}],
                 'rules':[{'key':'a','when':{'metric':'assets','over':5},'assign':'A'},
                          {'key':'b','when':{'metric':'assets','over':3},'assign':'B'}]}""");
        StayColumns stays = takenOver(1, ExistingTiers.Mode.PROTECT_UNTIL, LocalDate.of(2026, 3, 1));
        stays.tiers[0] = -1;

        assertThat(after(scheme, stays, customer("10", 0))).isEqualTo("B");
        Explanation explanation = evaluator(scheme).explain(customer("10", 0), 0, stays.on(START, false));
        assertThat(explanation.existing().awaited()).isNull();
        assertThat(explanation.existing().until()).isEqualTo("2026-03-01");
        stays.keep(evaluator(scheme).evaluate(customer("10", 0), stays.on(LocalDate.of(2026, 3, 1), true)));
        assertThat(stays.kept[0]).isNegative();
        assertThat(after(scheme, stays, customer("10", 0))).isEqualTo("NO_RULE_HIT");
    }

    /// Random spends day by day against what the modes promise.
    @ParameterizedTest
    @EnumSource(ExistingTiers.Mode.class)
    void holdsExactlyAsLongAsItSays(ExistingTiers.Mode mode) {
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            String policy = List.of(
                            "",
                            ",'movement':{'downgrade':'review','upgrade':'review'}",
                            ",'movement':{'downgrade':{'graceDays':5,'maxSteps':1},'upgrade':{'maxSteps':1}}")
                    .get(random.nextInt(3));
            Scheme scheme = Schemes.read(DOCUMENT.formatted(policy + ",'review':{'every':'month','day':1}"));
            Evaluator evaluator = evaluator(scheme);
            LocalDate until = mode == ExistingTiers.Mode.PROTECT_UNTIL
                            || (mode == ExistingTiers.Mode.UPGRADES_ONLY && random.nextBoolean())
                    ? START.plusDays(1 + random.nextInt(50))
                    : null;
            int size = 30;
            StayColumns stays = StayColumns.in(size, row -> random.nextInt(5) - 1);
            for (int row = 0; row < size; row++) {
                stays.kept[row] = stays.tiers[row];
            }
            int[] had = stays.kept.clone();
            stays.existing =
                    new ExistingTiers(mode, until == null ? Stays.NO_DATE : Math.toIntExact(until.toEpochDay()));
            boolean[] left = new boolean[size];
            for (LocalDate day = START; day.isBefore(START.plusDays(60)); day = day.plusDays(1)) {
                MetricTable table = random(random, size);
                StayColumns before = stays.copy();
                Evaluation evaluation = evaluator.evaluate(table, stays.on(day, true));
                before.existing = ExistingTiers.APPLY_NOW;
                Evaluation plain = evaluator.evaluate(table, before.on(day, true));
                boolean over = (until != null && !day.isBefore(until))
                        || (mode != ExistingTiers.Mode.PROTECT_UNTIL && !day.isBefore(LocalDate.of(2026, 2, 1)))
                        || mode == ExistingTiers.Mode.APPLY_NOW;
                for (int row = 0; row < size; row++) {
                    String where = "seed %d, %s, row %d on %s".formatted(seed, mode, row, day);
                    int tier = evaluation.tierCode(row);
                    left[row] |= tier == Standing.Reason.EXCLUDED.code();
                    if (over || had[row] < 0 || left[row]) {
                        assertThat(tier).as(where).isEqualTo(plain.tierCode(row));
                        assertThat(evaluation.keptTierCode(row)).as(where).isNegative();
                    } else if (mode == ExistingTiers.Mode.AT_NEXT_REVIEW) {
                        assertThat(tier).as(where).isEqualTo(had[row]);
                    } else {
                        assertThat(tier).as(where).isBetween(0, had[row]);
                    }
                }
                stays.keep(evaluation);
                for (int row = 0; row < size; row++) {
                    assertThat(tier(evaluator
                                    .explain(table, row, stays.on(day, false))
                                    .standing()))
                            .isEqualTo(tier(evaluation.standing(row)));
                }
            }
        }
    }

    private static MetricTable random(Random random, int size) {
        TableBuilder table = new TableBuilder(METRICS, List.of(), size);
        for (int row = 0; row < size; row++) {
            table.addRow();
            table.metric("spend.365d", BigDecimal.valueOf(random.nextInt(100)));
            table.metric("assets", BigDecimal.ONE);
            table.metric("orders.365d", BigDecimal.valueOf(Math.min(4, random.nextInt(100))));
        }
        return table.build();
    }

    private static StayColumns takenOver(int tier, ExistingTiers.Mode mode, LocalDate until) {
        StayColumns stays = StayColumns.in(1, row -> tier);
        stays.since[0] = Math.toIntExact(START.minusDays(100).toEpochDay());
        stays.kept[0] = tier;
        stays.existing = new ExistingTiers(mode, until == null ? Stays.NO_DATE : Math.toIntExact(until.toEpochDay()));
        return stays;
    }

    private static String after(Scheme scheme, StayColumns stays, MetricTable customer) {
        LocalDate date = stays.kept[0] < 0 ? LocalDate.of(2026, 3, 1) : START;
        stays.keep(evaluator(scheme).evaluate(customer, stays.on(date, true)));
        return tier(
                evaluator(scheme).explain(customer, 0, stays.on(date, false)).standing());
    }

    private static Evaluator evaluator(Scheme scheme) {
        return Evaluator.of(scheme, Calibrator.calibrate(scheme, new TableBuilder(List.of(), List.of(), 0).build()));
    }

    private static MetricTable customer(String spend, int orders) {
        return MetricTable.ofOne(
                Map.of(
                        "spend.365d",
                        new BigDecimal(spend),
                        "assets",
                        BigDecimal.ONE,
                        "orders.365d",
                        BigDecimal.valueOf(orders)),
                Map.of());
    }

    private static String tier(Standing standing) {
        return switch (standing) {
            case Standing.Tiered tiered -> tiered.tier();
            case Standing.Untiered untiered -> untiered.reason().name();
        };
    }
}
