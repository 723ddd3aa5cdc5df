package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Movement.When;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Customers who behave at random, each day for more than a year, under many policies: what a policy promises holds for
/// every move, and looking again changes nothing.
class SimulatedYearTest {
    private static final int CUSTOMERS = 60;
    private static final int DAYS = 500;
    private static final LocalDate FIRST = LocalDate.of(2025, 12, 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'downgrade':{'minStayDays':90}",
                "'downgrade':{'at':'review','graceDays':30,'maxSteps':1,'minStayDays':90,'renewal':{'metric':'orders.365d','atLeast':9}}",
                "'downgrade':{'graceDays':14,'maxSteps':1}",
                "'downgrade':{'graceDays':5,'minStayDays':20,'renewal':{'metric':'orders.365d','atLeast':5}}",
                "'upgrade':{'at':'review','maxSteps':1},'downgrade':{'at':'review','maxSteps':2}",
                "'upgrade':{'maxSteps':1},'downgrade':'review'"
            })
    void movesKeepThePolicy(String policy) {
        for (String review : List.of("{'every':'month','day':31}", "{'every':'anniversary'}")) {
            Scheme scheme = Schemes.read("""
                    {'key':'t','name':{'en':'T'},
                     'dimensions':[{'key':'v','weight':1,'criteria':[
                       {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}}]}],
                     'cut':{'type':'score'},'movement':{%s},'review':%s,
                     'tiers':[{'key':'A','name':{'en':'A'},'enter':75,'leave':70},{'key':'B','name':{'en':'B'},'enter':50},
                              {'key':'C','name':{'en':'C'},'enter':25},{'key':'D','name':{'en':'D'}}]}""".formatted(policy, review));
            new Year(scheme).live();
        }
    }

    private static final class Year {
        private final Scheme scheme;
        private final Movement movement;
        private final Evaluator evaluator;
        private final Random random = new Random(7);
        private final long[] spend = new long[CUSTOMERS];
        private final long[] orders = new long[CUSTOMERS];
        private final long[] tenure = new long[CUSTOMERS];
        private final StayColumns stays = new StayColumns(CUSTOMERS);
        private final int[] belowSince = new int[CUSTOMERS];
        private int moves;

        Year(Scheme scheme) {
            this.scheme = scheme;
            this.movement = scheme.movement();
            this.evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, table()));
            for (int row = 0; row < CUSTOMERS; row++) {
                spend[row] = random.nextInt(100);
                tenure[row] = random.nextInt(700);
                belowSince[row] = Stays.NO_DATE;
            }
        }

        private MetricTable table() {
            TableBuilder table =
                    new TableBuilder(List.of("spend.365d", "orders.365d", "tenureDays"), List.of(), CUSTOMERS);
            for (int row = 0; row < CUSTOMERS; row++) {
                table.addRow();
                table.metric(0, spend[row] * 10_000);
                table.metric(1, orders[row] * 10_000);
                table.metric(2, tenure[row] * 10_000);
            }
            return table.build();
        }

        void live() {
            for (int day = 0; day < DAYS; day++) {
                for (int row = 0; row < CUSTOMERS; row++) {
                    spend[row] = Math.clamp(spend[row] + random.nextInt(-9, 10), 0, 100);
                    orders[row] = random.nextInt(10);
                    tenure[row]++;
                }
                LocalDate today = FIRST.plusDays(day);
                // Things happen before the day's evaluation of everyone, and after it.
                evaluate(today, false);
                evaluate(today, true);
                evaluate(today, false);
            }
            assertThat(moves).as("moves of %s", movement).isGreaterThan(CUSTOMERS / 4);
        }

        private void evaluate(LocalDate today, boolean reviews) {
            MetricTable table = table();
            Evaluation evaluation = evaluator.evaluate(table, stays.on(today, reviews));
            for (int row = 0; row < CUSTOMERS; row++) {
                check(row, evaluation, today, reviews);
            }
            stays.keep(evaluation);
            Evaluation again = evaluator.evaluate(table, stays.on(today, false));
            StayColumns same = stays.copy();
            same.keep(again);
            assertThat(same).usingRecursiveComparison().isEqualTo(stays);
        }

        private void check(int row, Evaluation evaluation, LocalDate date, boolean reviews) {
            int before = stays.tiers[row];
            int after = evaluation.heldTierCode(row);
            int today = Math.toIntExact(date.toEpochDay());
            int below = spend[row] < leave(before) ? firstDay(row, today) : Stays.NO_DATE;
            if (before >= 0 && after != before) {
                moves++;
                boolean due = reviews && evaluation.reviewedOn(row) == today && stays.reviewedOn[row] != today;
                if (after > before) {
                    Movement.Downgrade downgrade = movement.downgrade();
                    assertThat(today - stays.since[row]).isGreaterThanOrEqualTo(downgrade.minStayDays());
                    assertThat(due || downgrade.at() == When.IMMEDIATE || downgrade.graceDays() > 0)
                            .isTrue();
                    assertThat(below).as("is below").isNotEqualTo(Stays.NO_DATE);
                    assertThat(today - below).isGreaterThanOrEqualTo(downgrade.graceDays());
                    assertThat(after - before).isLessThanOrEqualTo(most(downgrade.maxSteps()));
                    assertThat(downgrade.renewal() == null || orders[row] < (downgrade.graceDays() == 5 ? 5 : 9))
                            .isTrue();
                } else {
                    Movement.Upgrade upgrade = movement.upgrade();
                    assertThat(due || upgrade.at() == When.IMMEDIATE).isTrue();
                    assertThat(before - after).isLessThanOrEqualTo(most(upgrade.maxSteps()));
                }
            }
            if (reviews && before >= 0 && scheme.review() instanceof Review.OnDates) {
                assertThat(evaluation.reviewedOn(row))
                        .isGreaterThanOrEqualTo(Math.toIntExact(
                                date.withDayOfMonth(date.lengthOfMonth()).equals(date)
                                        ? today
                                        : stays.reviewedOn[row]));
            }
            belowSince[row] = after == before ? below : Stays.NO_DATE;
        }

        private int firstDay(int row, int today) {
            return belowSince[row] == Stays.NO_DATE ? today : belowSince[row];
        }

        private static int most(int steps) {
            return steps == 0 ? 9 : steps;
        }

        private static int leave(int tier) {
            return switch (tier) {
                case 0 -> 70;
                case 1 -> 50;
                case 2 -> 25;
                default -> 0;
            };
        }
    }
}
