package io.fenji.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.document.Finding;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Stay;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.scheme.TierComparison;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import io.fenji.engine.verification.Catalogue.OtherScheme;
import io.fenji.engine.way.RandomScheme;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// With the same input day by day a scheme that the verifier passes comes to rest and never gives a tier back that it
/// took; one that looks at another's tiers does so once that one rests, and what an activation keeps ends once.
class OscillationTest {
    private static final int PAIRS = 2_500;
    private static final LocalDate START = LocalDate.of(2026, 1, 10);
    private static final LocalDate END = START.plusYears(6);
    private static final List<String> METRICS = List.of("spend.365d", "orders.90d", "recencyDays");

    @Test
    void noSoundSchemeGoesToAndFro() {
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = 0; seed < PAIRS; seed++) {
            Random random = new Random(seed);
            Scheme first = RandomScheme.of(random, METRICS, BigDecimal.ONE, random.nextInt(3) == 0);
            if (!passes(first, Map.of())) {
                continue;
            }
            Scheme second =
                    lookingAt(RandomScheme.of(random, METRICS, BigDecimal.ONE, random.nextInt(3) == 0), first, random);
            boolean both = passes(second, Map.of(first.key(), new OtherScheme(first, null)));
            new Case(random, first, both ? second : null, "seed " + seed).check(seen);
        }
        assertThat(seen.getOrDefault("sound", 0)).as(seen.toString()).isGreaterThan(500);
        assertThat(seen.getOrDefault("pair", 0)).as(seen.toString()).isGreaterThan(100);
        assertThat(seen.getOrDefault("moved later", 0))
                .as("something to wait for: " + seen)
                .isGreaterThan(50);
        assertThat(seen.getOrDefault("moved with the other", 0))
                .as(seen.toString())
                .isGreaterThan(5);
    }

    private static boolean passes(Scheme scheme, Map<String, OtherScheme> others) {
        return new SchemeVerifier(new Catalogue(Set.copyOf(METRICS), others))
                .verify(scheme).stream().noneMatch(Finding::isError);
    }

    private static Scheme lookingAt(Scheme scheme, Scheme other, Random random) {
        List<Rule> rules = new ArrayList<>(scheme.rules());
        String looked = any(other, random);
        rules.add(new Rule(
                "looks",
                new Condition.TierIs(
                        other.key(),
                        random.nextBoolean() ? new TierComparison.AtLeast(looked) : new TierComparison.Is(looked)),
                switch (random.nextInt(3)) {
                    case 0 -> new Rule.Effect.Assign(any(scheme, random));
                    case 1 -> new Rule.Effect.Floor(any(scheme, random));
                    default -> new Rule.Effect.Cap(any(scheme, random));
                },
                scheme.followsTheCalendar() && random.nextBoolean()));
        return new Scheme(
                "u",
                scheme.name(),
                scheme.description(),
                scheme.population(),
                scheme.dimensions(),
                scheme.cut(),
                scheme.tiers(),
                rules,
                scheme.movement(),
                scheme.review(),
                scheme.calibrate(),
                scheme.examples());
    }

    private static String any(Scheme scheme, Random random) {
        return scheme.tiers().get(random.nextInt(scheme.tiers().size())).key();
    }

    /// A customer in one or two schemes.
    private static final class Case {
        private final Random random;
        private final Map<String, BigDecimal> metrics = new HashMap<>();
        private final Graded first;
        private final Graded second;
        private final String place;

        Case(Random random, Scheme first, Scheme second, String place) {
            this.random = random;
            this.place = place + ": " + first + " and " + second;
            for (String metric : METRICS) {
                if (random.nextInt(8) > 0) {
                    metrics.put(metric, BigDecimal.valueOf(random.nextInt(12)));
                }
            }
            this.first = new Graded(first, null);
            this.second = second == null ? null : new Graded(second, first);
        }

        void check(Map<String, Integer> seen) {
            for (LocalDate day = START; day.isBefore(END); day = day.plusDays(1 + random.nextInt(9))) {
                boolean moved = first.evaluate(day, null);
                if (second != null) {
                    second.evaluate(day, first.tier());
                    if (moved) {
                        second.restart();
                    }
                }
            }
            first.rests(place);
            seen.merge("sound", 1, Integer::sum);
            seen.merge("moved later", first.lastMove.isAfter(START) ? 1 : 0, Integer::sum);
            if (second != null) {
                second.rests(place);
                seen.merge("pair", 1, Integer::sum);
                seen.merge("moved with the other", second.restarts > 1 ? 1 : 0, Integer::sum);
            }
        }

        /// The customer in a scheme, from one day to the next.
        private final class Graded {
            private final Scheme scheme;
            private final Scheme other;
            private final Evaluator evaluator;
            private final ManualTiers manual;
            private final ExistingTiers existing;
            private Stay stay;
            private int code = Integer.MIN_VALUE;
            private LocalDate lastMove = START;
            private final List<Integer> past = new ArrayList<>();
            private int restarts;

            Graded(Scheme scheme, Scheme other) {
                this.scheme = scheme;
                this.other = other;
                evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, base()));
                ManualTier given = random.nextInt(6) > 0
                        ? null
                        : new ManualTier(-1, random.nextInt(scheme.tiers().size()), -1);
                manual = row -> given;
                int until = Math.toIntExact(START.plusDays(random.nextInt(300)).toEpochDay());
                existing = switch (random.nextInt(6)) {
                    case 0 -> new ExistingTiers(ExistingTiers.Mode.UPGRADES_ONLY, until);
                    case 1 -> new ExistingTiers(ExistingTiers.Mode.PROTECT_UNTIL, until);
                    default -> ExistingTiers.APPLY_NOW;
                };
                int tier = random.nextInt(scheme.tiers().size() + 1) - 1;
                int since = Math.toIntExact(START.minusDays(random.nextInt(40)).toEpochDay());
                stay = tier < 0
                        ? new Stay(-1, Stays.NO_DATE, Stays.NO_DATE, Stays.NO_DATE)
                        : new Stay(tier, since, Stays.NO_DATE, since, existing.keeps() ? tier : -1);
            }

            private MetricTable base() {
                TableBuilder table = new TableBuilder(METRICS, List.of("kind"), 20);
                for (int row = 0; row < 20; row++) {
                    table.addRow();
                    METRICS.forEach(metric -> table.metric(metric, BigDecimal.valueOf(random.nextInt(12))));
                    table.attribute("kind", "PERSON");
                }
                return table.build();
            }

            /// @return whether the tier is another than before
            boolean evaluate(LocalDate day, String elsewhere) {
                Map<String, List<String>> ladders = other == null
                        ? Map.of()
                        : Map.of(
                                other.key(),
                                other.tiers().stream().map(Tier::key).toList());
                TableBuilder row = new TableBuilder(METRICS, List.of("kind", "registeredOn"), ladders, 1);
                row.addRow();
                metrics.forEach(row::metric);
                row.attribute("kind", "PERSON");
                row.attribute("registeredOn", "2020-02-29");
                if (elsewhere != null) {
                    row.tier(other.key(), elsewhere);
                }
                Evaluation evaluation =
                        evaluator.evaluate(row.build(), new Situation(stay, manual, day, true, existing));
                boolean ended = stay.kept() >= 0 && evaluation.keptTierCode(0) < 0;
                stay = new Stay(
                        evaluation.heldTierCode(0),
                        evaluation.since(0),
                        evaluation.graceUntil(0),
                        evaluation.reviewedOn(0),
                        evaluation.keptTierCode(0));
                boolean moved = evaluation.tierCode(0) != code;
                if (moved) {
                    code = evaluation.tierCode(0);
                    past.add(code);
                    lastMove = day;
                }
                if (ended) {
                    restart();
                }
                return moved;
            }

            String tier() {
                return code < 0 ? null : scheme.tiers().get(code).key();
            }

            /// What it looks at has changed, or nothing is kept any more: from here on is another input.
            void restart() {
                past.clear();
                past.add(code);
                restarts++;
            }

            void rests(String place) {
                assertThat(new HashSet<>(past)).as(place + " came by " + past).hasSameSizeAs(past);
                assertThat(lastMove).as(place).isBefore(END.minusYears(1));
            }
        }
    }
}
