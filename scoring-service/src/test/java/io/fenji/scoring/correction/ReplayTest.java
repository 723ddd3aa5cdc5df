package io.fenji.scoring.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.scoring.history.Correction;
import io.fenji.scoring.history.Fact;
import io.fenji.scoring.history.Timeline;
import io.fenji.scoring.metric.PastMetrics;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.value.DerivedMetrics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a replay corrects, against the same customer's life lived once more with what was not known in its time.
class ReplayTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate BEGIN = LocalDate.parse("2026-02-01");
    private static final LocalDate TODAY = BEGIN.plusDays(110);
    private static final LocalDate FIRST = TODAY.minusDays(31);
    private static final int PROOF = 7;
    private static final String DOCUMENT = """
            {"key":"t","name":{"en":"T"},"population":{"metric":"spend.365d","atLeast":1},
             "dimensions":[{"key":"v","weight":1,"criteria":[
               {"metric":"spend.365d","weight":1,"scale":{"type":"linear","from":0,"to":100}}]}],
             "cut":{"type":"score"},
             "tiers":[{"key":"A","name":{"en":"A"},"enter":75,"leave":65},{"key":"B","name":{"en":"B"},"enter":50,"leave":45},
                      {"key":"C","name":{"en":"C"},"enter":25},{"key":"D","name":{"en":"D"}}]%s}""";

    private record Life(Map<LocalDate, Optional<String>> tiers, List<Fact> facts) {}

    private Scheme scheme;
    private Evaluator evaluator;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                ",\"movement\":{\"downgrade\":{\"graceDays\":5,\"minStayDays\":10}}",
                ",\"movement\":{\"upgrade\":{\"maxSteps\":1},\"downgrade\":{\"maxSteps\":1,\"graceDays\":3}}",
                ",\"movement\":{\"downgrade\":{\"at\":\"review\",\"graceDays\":4}},\"review\":{\"every\":\"month\",\"day\":10}"
            })
    void bringsThePastToWhatItShouldHaveBeenAndOnlyWhereItShould(String policy) {
        read(DOCUMENT.formatted(policy));
        int corrected = 0;
        for (long seed = 1; seed <= 250; seed++) {
            Random random = new Random(seed);
            Map<LocalDate, Integer> known = spend(random);
            Map<LocalDate, Integer> truth = new HashMap<>(known);
            LocalDate fact = FIRST.plusDays(random.nextInt(31));
            int amount = random.nextInt(120) - 60;
            for (LocalDate date = fact; !date.isAfter(TODAY); date = date.plusDays(1)) {
                truth.merge(date, amount, Integer::sum);
            }
            Life recorded = live(known);
            Life lived = live(truth);

            Late late = new Late(
                    vector(known.get(TODAY.minusDays(1))), vector(truth.get(TODAY.minusDays(1))), Long.MAX_VALUE);
            assertThat(Replay.run(plan(recorded, late), metrics(known)))
                    .as("nothing came late, seed %d", seed)
                    .isEmpty();
            for (boolean proven : List.of(true, false)) {
                List<Correction> corrections = Replay.run(plan(recorded, proven ? late : null), metrics(truth));
                requireTruth(recorded, corrections, lived, "seed %d, late on %s".formatted(seed, fact));
                corrected += corrections.size();
            }
        }
        assertThat(corrected).isGreaterThan(100);
    }

    /// After a week that came out as recorded the customer was for some days in a tier that neither
    /// what was known nor what is known now would have given: an activation kept it, say.
    @Test
    void leavesAPastAloneThatWhatCameLateDoesNotExplain() {
        read(DOCUMENT.formatted(""));
        int strange = 0;
        for (long seed = 1; seed <= 250; seed++) {
            Random random = new Random(seed);
            Map<LocalDate, Integer> known = spend(random);
            Map<LocalDate, Integer> truth = new HashMap<>(known);
            LocalDate fact = FIRST.plusDays(random.nextInt(31));
            for (LocalDate date = fact; !date.isAfter(TODAY); date = date.plusDays(1)) {
                truth.merge(date, 20, Integer::sum);
            }
            Life recorded = live(known);
            Life lived = live(truth);
            // As if the late fact had been of an earlier day than it was, which nobody could tell.
            Map<LocalDate, Integer> less = new HashMap<>(known);
            less.replaceAll((date, spend) -> spend - 20);
            Life other = live(less);
            LocalDate from = FIRST.plusDays(random.nextInt(25));
            LocalDate until = from.plusDays(1L + random.nextInt(5));
            String kept = List.of("A", "B", "C", "D").get(random.nextInt(4));
            boolean unlikeAny = from.datesUntil(until)
                    .allMatch(date -> !Optional.of(kept).equals(recorded.tiers().get(date))
                            && !Optional.of(kept).equals(lived.tiers().get(date))
                            && !Optional.of(kept).equals(other.tiers().get(date)));
            if (!unlikeAny) {
                continue;
            }
            strange++;
            List<Fact> facts = new ArrayList<>(recorded.facts());
            facts.add(new Fact(
                    facts.size() + 1, start(from), start(until), kept, null, null, null, new VersionId("t", 1), null));
            Late late = new Late(
                    vector(known.get(TODAY.minusDays(1))), vector(truth.get(TODAY.minusDays(1))), Long.MAX_VALUE);

            assertThat(Replay.run(plan(new Life(recorded.tiers(), facts), late), metrics(truth)))
                    .as("seed %d, late on %s, kept from %s to %s", seed, fact, from, until)
                    .isEmpty();
        }
        assertThat(strange).isGreaterThan(50);
    }

    private static Map<String, Long> vector(int spend) {
        return Map.of("spend.365d", spend * 10_000L);
    }

    private void requireTruth(Life recorded, List<Correction> corrections, Life lived, String what) {
        List<Fact> facts = new ArrayList<>(recorded.facts());
        for (Correction correction : corrections) {
            facts.add(new Fact(
                    facts.size() + 1,
                    correction.from(),
                    correction.until(),
                    correction.outcome().tier(),
                    null,
                    null,
                    null,
                    new VersionId("t", 1),
                    null));
        }
        Timeline timeline = new Timeline(facts);
        for (LocalDate date = FIRST.minusDays(20); date.isBefore(TODAY); date = date.plusDays(1)) {
            assertThat(timeline.at(end(date)).map(Fact::tier))
                    .as("%s: %s", what, date)
                    .isEqualTo(lived.tiers().get(date));
        }
        assertThat(corrections.stream().allMatch(each -> each.from().isBefore(each.until())))
                .isTrue();
        assertThat(corrections.stream()
                        .allMatch(each ->
                                !Objects.equals(each.previous(), each.outcome().tier())))
                .isTrue();
    }

    /// As the planner makes it.
    private Plan plan(Life life, @Nullable Late late) {
        boolean proven = late != null;
        Timeline recorded = new Timeline(life.facts());
        List<PastDay> days = new ArrayList<>();
        LocalDate proof = FIRST.minusDays(proven ? PROOF : 0);
        LocalDate from = proof.minusDays(scheme.movement().downgrade().graceDays() + 1L);
        for (LocalDate date = from; date.isBefore(TODAY); date = date.plusDays(1)) {
            Optional<Fact> fact = recorded.at(end(date));
            days.add(new PastDay(
                    date,
                    start(date),
                    start(date.plusDays(1)),
                    fact.orElse(null),
                    new InForce(new VersionId("t", 1), null),
                    scheme,
                    evaluator,
                    DerivedMetrics.none(scheme.metrics()),
                    null,
                    fact.map(found -> Stay.of(found, ZONE)).orElse(Stay.NONE),
                    date.isBefore(proof)
                            ? PastDay.Use.APPROACH
                            : date.isBefore(FIRST) ? PastDay.Use.PROOF : PastDay.Use.CORRECTION));
        }
        Stay begin = recorded.at(start(from).minusNanos(1000))
                .map(found -> Stay.of(found, ZONE))
                .orElse(Stay.NONE);
        return new Plan(recorded, Map.of(), Map.of(), Map.of(), Map.of(), begin, days, late);
    }

    /// One evaluation a day, as by the change of day; changes are recorded some time after it began.
    private Life live(Map<LocalDate, Integer> spend) {
        Stay stay = Stay.NONE;
        Map<LocalDate, Optional<String>> tiers = new HashMap<>();
        List<Fact> facts = new ArrayList<>();
        String before = null;
        for (LocalDate date = BEGIN; date.isBefore(TODAY); date = date.plusDays(1)) {
            MetricTable customer =
                    MetricTable.ofOne(Map.of("spend.365d", BigDecimal.valueOf(spend.get(date))), Map.of());
            Evaluation evaluation =
                    evaluator.evaluate(customer, new Situation(stay.of(scheme), ManualTiers.NONE, date, true));
            stay = Stay.after(evaluation, scheme);
            String tier = evaluation.standing(0) instanceof Standing.Tiered tiered ? tiered.tier() : null;
            if (!Objects.equals(before, tier)) {
                facts.add(new Fact(
                        facts.size() + 1,
                        start(date).plus(Duration.ofMinutes(7)),
                        null,
                        tier,
                        null,
                        stay.tier(),
                        stay.tier() == null ? null : LocalDate.ofEpochDay(stay.since()),
                        new VersionId("t", 1),
                        null));
                before = tier;
            }
            tiers.put(date, facts.isEmpty() ? Optional.empty() : Optional.ofNullable(tier));
        }
        return new Life(tiers, facts);
    }

    /// Rises and falls, holds for some days, and now and then leaves the population.
    private static Map<LocalDate, Integer> spend(Random random) {
        Map<LocalDate, Integer> spend = new HashMap<>();
        int amount = 1 + random.nextInt(90);
        for (LocalDate date = BEGIN; !date.isAfter(TODAY); date = date.plusDays(1)) {
            if (random.nextInt(6) == 0) {
                amount = random.nextInt(12) == 0 ? 0 : Math.max(0, Math.min(110, amount + random.nextInt(61) - 30));
            }
            spend.put(date, amount);
        }
        return spend;
    }

    private static Function<LocalDate, Optional<PastMetrics.Day>> metrics(Map<LocalDate, Integer> spend) {
        return date -> Optional.of(new PastMetrics.Day(Map.of("spend.365d", spend.get(date) * 10_000L), Instant.EPOCH));
    }

    private void read(String document) {
        try {
            SchemeReading reading = SchemeReader.read(JSON.readTree(document));
            scheme = ((SchemeReading.Readable) reading).scheme();
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
        evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, MetricTable.ofOne(Map.of(), Map.of())));
    }

    private static Instant start(LocalDate date) {
        return date.atStartOfDay(ZONE).toInstant();
    }

    private static Instant end(LocalDate date) {
        return start(date.plusDays(1)).minusNanos(1000);
    }
}
