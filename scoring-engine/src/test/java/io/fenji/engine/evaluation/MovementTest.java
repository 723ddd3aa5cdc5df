package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One customer through the days, with tiers A from 75, B from 50, C from 25, and D. The score is the spend.
class MovementTest {
    private static final String DOCUMENT = """
            {'key':'t','name':{'en':'T'},
             'dimensions':[{'key':'v','weight':1,'criteria':[
               {'metric':'spend.365d','weight':1,'scale':{'type':'linear','from':0,'to':100}}]}],
             'cut':{'type':'score'},
             'tiers':[{'key':'A','name':{'en':'A'},'enter':75,'leave':70},{'key':'B','name':{'en':'B'},'enter':50},
                      {'key':'C','name':{'en':'C'},'enter':25},{'key':'D','name':{'en':'D'}}],%s}""";

    /// A customer as day follows day.
    private static final class Story {
        private final Evaluator evaluator;
        private final StayColumns stays = new StayColumns(1);
        private final Map<String, BigDecimal> metrics = new HashMap<>();
        private final Map<String, String> attributes = new HashMap<>();
        private LocalDate today = LocalDate.of(2026, 1, 1);

        Story(String policy) {
            Scheme scheme = Schemes.read(DOCUMENT.formatted(policy));
            evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, customer()));
        }

        private MetricTable customer() {
            return MetricTable.ofOne(metrics, attributes);
        }

        Story metric(String key, long value) {
            metrics.put(key, BigDecimal.valueOf(value));
            return this;
        }

        /// The whole base is evaluated, as it is each day.
        String on(String date, long spend) {
            return at(date, spend, true);
        }

        /// The customer alone is evaluated, because something of it has changed.
        String order(String date, long spend) {
            return at(date, spend, false);
        }

        private String at(String date, long spend, boolean reviews) {
            today = LocalDate.parse(date);
            metric("spend.365d", spend);
            stays.keep(evaluator.evaluate(customer(), stays.on(today, reviews)));
            Explanation.MovementPart part = explanation().movement();
            assertThat(part).isNotNull();
            return part.tier()
                    + (part.waiting() == null ? "" : " " + part.waiting())
                    + (part.until() == null ? "" : " " + part.until());
        }

        Explanation explanation() {
            return evaluator.explain(customer(), 0, stays.on(today, false));
        }
    }

    @Test
    void aMoveDownWaitsForTheReviewAndAMoveUpDoesNot() {
        Story story = new Story("'movement':{'downgrade':'review'},'review':{'every':'month','day':15}");

        assertThat(story.on("2026-01-10", 60)).isEqualTo("B");
        assertThat(story.on("2026-01-11", 30)).isEqualTo("B DOWNGRADE_AT_REVIEW 2026-01-15");
        assertThat(story.order("2026-01-15", 30)).isEqualTo("B DOWNGRADE_AT_REVIEW 2026-02-15");
        assertThat(story.on("2026-01-15", 30)).isEqualTo("C");
        assertThat(story.on("2026-01-16", 10)).isEqualTo("C DOWNGRADE_AT_REVIEW 2026-02-15");
        assertThat(story.order("2026-01-20", 90)).isEqualTo("A");
    }

    @Test
    void aReviewThatWasMissedIsMadeLaterAndOnce() {
        Story story = new Story("'movement':{'downgrade':{'at':'review','maxSteps':1}},'review':{'every':'month'}");

        assertThat(story.on("2026-01-10", 90)).isEqualTo("A");
        assertThat(story.on("2026-03-05", 0)).isEqualTo("B DOWNGRADE_AT_REVIEW 2026-04-01");
        assertThat(story.on("2026-03-06", 0)).isEqualTo("B DOWNGRADE_AT_REVIEW 2026-04-01");
        assertThat(story.on("2026-04-01", 0)).isEqualTo("C DOWNGRADE_AT_REVIEW 2026-05-01");
        assertThat(story.on("2026-04-01", 0)).isEqualTo("C DOWNGRADE_AT_REVIEW 2026-05-01");
    }

    @Test
    void graceIsGivenOnceAndEndsWithRecovery() {
        Story story = new Story("'movement':{'downgrade':{'graceDays':30}}");

        assertThat(story.on("2026-01-10", 60)).isEqualTo("B");
        assertThat(story.on("2026-01-20", 30)).isEqualTo("B GRACE 2026-02-19");
        assertThat(story.on("2026-02-18", 30)).isEqualTo("B GRACE 2026-02-19");
        assertThat(story.on("2026-02-18", 55)).isEqualTo("B");
        assertThat(story.on("2026-02-19", 30)).isEqualTo("B GRACE 2026-03-21");
        assertThat(story.on("2026-03-21", 30)).isEqualTo("C");
    }

    @Test
    void graceAfterAReviewEndsBetweenReviews() {
        Story story = new Story("'movement':{'downgrade':{'at':'review','graceDays':10}},'review':{'every':'month'}");

        assertThat(story.on("2026-01-10", 60)).isEqualTo("B");
        assertThat(story.on("2026-01-31", 30)).isEqualTo("B DOWNGRADE_AT_REVIEW 2026-02-01");
        assertThat(story.on("2026-02-01", 30)).isEqualTo("B GRACE 2026-02-11");
        assertThat(story.order("2026-02-11", 30)).isEqualTo("C");
    }

    @Test
    void nobodyLeavesATierBeforeTheMinimumStay() {
        Story story = new Story("'movement':{'downgrade':{'minStayDays':90,'maxSteps':1}}");

        assertThat(story.on("2026-01-10", 90)).isEqualTo("A");
        assertThat(story.on("2026-02-01", 0)).isEqualTo("A MINIMUM_STAY 2026-04-10");
        assertThat(story.on("2026-04-09", 0)).isEqualTo("A MINIMUM_STAY 2026-04-10");
        assertThat(story.on("2026-04-10", 0)).isEqualTo("B MINIMUM_STAY 2026-07-09");
        assertThat(story.on("2026-04-11", 0)).isEqualTo("B MINIMUM_STAY 2026-07-09");
    }

    @Test
    void aReviewWithinTheMinimumStayPassesBy() {
        Story story = new Story("'movement':{'downgrade':{'at':'review','minStayDays':40}},'review':{'every':'month'}");

        assertThat(story.on("2026-01-10", 90)).isEqualTo("A");
        assertThat(story.on("2026-02-01", 0)).isEqualTo("A DOWNGRADE_AT_REVIEW 2026-03-01");
        assertThat(story.on("2026-02-20", 0)).isEqualTo("A DOWNGRADE_AT_REVIEW 2026-03-01");
        assertThat(story.on("2026-03-01", 0)).isEqualTo("D");
    }

    @Test
    void renewalKeepsTheTierUntilItNoLongerHolds() {
        Story story = new Story("""
                'movement':{'downgrade':{'at':'review','renewal':{'metric':'orders.365d','atLeast':3}}},'review':{'every':'month'}""");

        story.metric("orders.365d", 3);
        assertThat(story.on("2026-01-10", 90)).isEqualTo("A");
        assertThat(story.on("2026-02-01", 60)).isEqualTo("A DOWNGRADE_AT_REVIEW 2026-03-01");
        story.metric("orders.365d", 2);
        assertThat(story.on("2026-03-01", 60)).isEqualTo("B");
    }

    @Test
    void renewalHoldsOffAMoveThatWouldComeAtOnce() {
        Story story = new Story("'movement':{'downgrade':{'renewal':{'metric':'orders.365d','atLeast':3}}}");

        story.metric("orders.365d", 3);
        assertThat(story.on("2026-01-10", 90)).isEqualTo("A");
        assertThat(story.on("2026-01-11", 60)).isEqualTo("A RENEWED");
        story.metric("orders.365d", 2);
        assertThat(story.order("2026-01-11", 60)).isEqualTo("B");
    }

    @Test
    void stepsAreMadeADayApart() {
        Story story = new Story("'movement':{'upgrade':{'maxSteps':1},'downgrade':{'maxSteps':2}}");

        assertThat(story.on("2026-01-10", 0)).isEqualTo("D");
        assertThat(story.order("2026-01-10", 90)).isEqualTo("D STEP 2026-01-11");
        assertThat(story.on("2026-01-11", 90)).isEqualTo("C STEP 2026-01-12");
        assertThat(story.order("2026-01-11", 90)).isEqualTo("C STEP 2026-01-12");
        assertThat(story.on("2026-01-12", 90)).isEqualTo("B STEP 2026-01-13");
        assertThat(story.on("2026-01-13", 90)).isEqualTo("A");
        assertThat(story.on("2026-01-14", 0)).isEqualTo("C STEP 2026-01-15");
        assertThat(story.on("2026-01-15", 0)).isEqualTo("D");
    }

    @Test
    void movesUpMayWaitForTheReviewToo() {
        Story story = new Story("""
                'movement':{'upgrade':{'at':'review','maxSteps':2},'downgrade':'immediate'},'review':{'every':'quarter','day':31}""");

        assertThat(story.on("2026-01-10", 0)).isEqualTo("D");
        assertThat(story.on("2026-01-11", 90)).isEqualTo("D UPGRADE_AT_REVIEW 2026-01-31");
        assertThat(story.on("2026-02-01", 90)).isEqualTo("B UPGRADE_AT_REVIEW 2026-04-30");
        assertThat(story.on("2026-02-02", 10)).isEqualTo("D");
    }

    @ParameterizedTest
    @CsvSource({"100,2026-12-23", "400,2026-02-26", "365,2026-04-02"})
    void anAnniversaryIsEachCustomersOwn(int tenure, String review) {
        Story story = new Story("'movement':{'downgrade':'review'},'review':{'every':'anniversary'}");

        story.metric("tenureDays", tenure);
        assertThat(story.on("2026-04-02", 60)).isEqualTo("B");
        LocalDate due = LocalDate.parse(review);
        due = due.isAfter(LocalDate.of(2026, 4, 2)) ? due : due.plusYears(1);
        story.metric("tenureDays", tenure + 1);
        assertThat(story.on("2026-04-03", 10)).isEqualTo("B DOWNGRADE_AT_REVIEW " + due);
        story.metric(
                "tenureDays",
                tenure + due.toEpochDay() - LocalDate.of(2026, 4, 2).toEpochDay());
        assertThat(story.on(due.toString(), 10)).isEqualTo("D");
    }

    @Test
    void withoutTenureTheAnniversaryIsThatOfTheStay() {
        Story story = new Story("'movement':{'downgrade':'review'},'review':{'every':'anniversary'}");

        assertThat(story.on("2024-02-29", 60)).isEqualTo("B");
        assertThat(story.on("2025-02-27", 10)).isEqualTo("B DOWNGRADE_AT_REVIEW 2025-02-28");
        assertThat(story.on("2025-02-28", 10)).isEqualTo("D");
    }

    @Test
    void aRuleViaMovementIsSubjectToItAndOthersAreNot() {
        Story story = new Story("""
                'movement':{'downgrade':{'minStayDays':30}},
                'rules':[{'key':'cap','when':{'metric':'openComplaints','over':0},'cap':'C','viaMovement':true},
                         {'key':'floor','when':{'metric':'assets','over':0},'floor':'A'}]""");

        assertThat(story.on("2026-01-10", 60)).isEqualTo("B");
        story.metric("openComplaints", 1);
        assertThat(story.on("2026-01-11", 60)).isEqualTo("B MINIMUM_STAY 2026-02-09");
        assertThat(story.explanation().movement().target()).isEqualTo("C");
        assertThat(story.explanation().standing()).isInstanceOf(Standing.Tiered.class);
        story.metric("assets", 1);
        assertThat(story.on("2026-02-09", 60)).isEqualTo("C");
        assertThat(((Standing.Tiered) story.explanation().standing()).tier()).isEqualTo("A");
    }

    @Test
    void whoLeavesThePopulationBeginsAnew() {
        Story story = new Story("""
                'movement':{'downgrade':{'minStayDays':30}},'population':{'metric':'orders.365d','atLeast':1}""");

        story.metric("orders.365d", 1);
        assertThat(story.on("2026-01-10", 90)).isEqualTo("A");
        story.metric("orders.365d", 0);
        story.stays.keep(story.evaluator.evaluate(story.customer(), story.stays.on(LocalDate.of(2026, 1, 11), false)));
        assertThat(story.stays.tiers[0]).isNegative();
        story.metric("orders.365d", 1);
        assertThat(story.on("2026-01-12", 30)).isEqualTo("C");
    }
}
