package io.fenji.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Explanation.CriterionPart;
import io.fenji.engine.evaluation.Explanation.DimensionPart;
import io.fenji.engine.evaluation.Explanation.RulePart;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import io.fenji.engine.way.RandomScheme;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// 100,000 random customers × schemes of every kind: the parts of each explanation sum to the score exactly, and the
/// tier follows from them by what the design says, computed here anew.
class RandomSchemesTest {
    private static final int SCHEMES = 2_000;
    private static final int CUSTOMERS = 50;
    private static final List<String> METRICS = List.of("spend.365d", "orders.365d", "recencyDays", "assets");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    /// What has been met, so that a generator that has become poor is noticed.
    private final Set<String> kinds = new HashSet<>();

    private int tiered;
    private int scored;
    private int heldByLeave;
    private int moving;

    @Test
    void partsSumToTheScoreAndTheTierFollows() {
        for (int seed = 0; seed < SCHEMES; seed++) {
            Random random = new Random(seed);
            BigDecimal unit = new BigDecimal(random.nextBoolean() ? "1" : "0.01");
            Scheme scheme = RandomScheme.of(random, METRICS, unit, random.nextInt(10) == 0);
            check(seed % 2 == 0 ? scheme : awkward(scheme, random), unit, random, "seed " + seed);
        }
        assertThat(kinds)
                .contains("Steps", "Linear", "Log", "Decay", "Quantile", "Percentile", "Category")
                .contains("Points", "Neutral", "Redistribute", "Ineligible")
                .contains("Score", "TopShare", "ValueShare", "Clusters", "Rules")
                .contains("Assign", "Floor", "Cap", "Exclude");
        assertThat(scored).isGreaterThan(SCHEMES * CUSTOMERS / 2);
        assertThat(tiered).isGreaterThan(SCHEMES * CUSTOMERS / 2);
        assertThat(heldByLeave).isGreaterThan(100);
        assertThat(moving).isGreaterThan(SCHEMES * CUSTOMERS / 10);
    }

    private void check(Scheme scheme, BigDecimal unit, Random random, String seed) {
        MetricTable base = base(scheme, unit, random);
        Calibration calibration = Calibrator.calibrate(scheme, base);
        Evaluator evaluator = Evaluator.of(scheme, calibration);
        StayColumns before =
                StayColumns.in(CUSTOMERS, row -> random.nextInt(scheme.tiers().size() + 1) - 1);
        Situation situation = before.on(TODAY, random.nextBoolean());
        Evaluation bulk = evaluator.evaluate(base, situation);
        for (int row = 0; row < CUSTOMERS; row++) {
            Explanation explanation = evaluator.explain(base, row, situation);
            String place = seed + " row " + row;
            assertThat(explanation.standing()).as(place).isEqualTo(bulk.standing(row));
            sumsUp(explanation, place);
            follows(scheme, explanation, before.tier(row), place);
        }
        scheme.dimensions().stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .forEach(criterion -> {
                    met(criterion.scale());
                    met(criterion.missing());
                });
        met(scheme.cut());
        scheme.rules().forEach(rule -> met(rule.effect()));
    }

    private void met(Object kind) {
        kinds.add(kind.getClass().getSimpleName());
    }

    private void sumsUp(Explanation explanation, String place) {
        if (!(explanation.standing().score() instanceof Score.Scored(BigDecimal score))) {
            return;
        }
        scored++;
        equal(sum(explanation.dimensions(), DimensionPart::contribution), score, place);
        equal(sum(explanation.dimensions(), DimensionPart::weight), BigDecimal.ONE, place);
        for (DimensionPart dimension : explanation.dimensions()) {
            equal(sum(dimension.criteria(), CriterionPart::contribution), dimension.contribution(), place);
            equal(sum(dimension.criteria(), CriterionPart::weight), dimension.weight(), place);
        }
    }

    /// From the score to the cut's tier, through movement where there is none, and through the rules.
    private void follows(Scheme scheme, Explanation explanation, int before, String place) {
        @Nullable String cut = explanation.cut().tier();
        if (scheme.cut() instanceof Cut.Score
                && explanation.population().member()
                && explanation.standing().score() instanceof Score.Scored(BigDecimal score)) {
            assertThat(cut).as(place).isEqualTo(tierOf(scheme, score, before));
            heldByLeave += explanation.cut().heldByLeave() ? 1 : 0;
        }
        @Nullable String held = afterRules(scheme, explanation.rules(), true, cut);
        if (explanation.movement() != null) {
            moving++;
            assertThat(explanation.movement().target()).as(place).isEqualTo(held);
            held = explanation.movement().tier();
        }
        @Nullable
        String expected =
                explanation.population().member() ? afterRules(scheme, explanation.rules(), false, held) : null;
        @Nullable String given = explanation.standing() instanceof Standing.Tiered(String tier, Score _) ? tier : null;
        assertThat(given).as(place).isEqualTo(expected);
        tiered += given == null ? 0 : 1;
    }

    /// The highest tier whose threshold the score reaches: `leave` from the tier before on, `enter` above it.
    private static String tierOf(Scheme scheme, BigDecimal score, int before) {
        for (int i = 0; i < scheme.tiers().size() - 1; i++) {
            Tier tier = scheme.tiers().get(i);
            @Nullable
            BigDecimal threshold = before >= 0 && i >= before && tier.leave() != null ? tier.leave() : tier.enter();
            if (score.compareTo(threshold) >= 0) {
                return tier.key();
            }
        }
        return scheme.tiers().getLast().key();
    }

    private static @Nullable String afterRules(
            Scheme scheme, List<RulePart> rules, boolean viaMovement, @Nullable String tier) {
        List<Rule.Effect> effects = rules.stream()
                .filter(rule -> rule.hit() && rule.viaMovement() == viaMovement)
                .map(RulePart::effect)
                .toList();
        if (effects.stream().anyMatch(Rule.Effect.Exclude.class::isInstance)) {
            return null;
        }
        int at = tier == null ? -1 : scheme.tierIndex(tier);
        for (Rule.Effect effect : effects.reversed()) { // the first assign wins
            if (effect instanceof Rule.Effect.Assign(String to)) {
                at = scheme.tierIndex(to);
            }
        }
        for (Rule.Effect effect : effects) {
            if (effect instanceof Rule.Effect.Floor(String to)) {
                at = at < 0 ? scheme.tierIndex(to) : Math.min(at, scheme.tierIndex(to));
            }
        }
        for (Rule.Effect effect : effects) {
            if (effect instanceof Rule.Effect.Cap(String to) && at >= 0) {
                at = Math.max(at, scheme.tierIndex(to));
            }
        }
        return at < 0 ? null : scheme.tiers().get(at).key();
    }

    private static void equal(BigDecimal found, BigDecimal expected, String place) {
        assertThat(found).as(place).isEqualByComparingTo(expected);
    }

    private static <T> BigDecimal sum(List<T> parts, Function<T, BigDecimal> part) {
        return parts.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The same with weights that share nothing, from tiny to huge.
    private static Scheme awkward(Scheme scheme, Random random) {
        List<Dimension> dimensions = new ArrayList<>();
        for (Dimension dimension : scheme.dimensions()) {
            List<Criterion> criteria = dimension.criteria().stream()
                    .map(c -> new Criterion(c.source(), weight(random), c.scale(), c.missing()))
                    .toList();
            dimensions.add(new Dimension(dimension.key(), dimension.name(), weight(random), criteria));
        }
        return new Scheme(
                scheme.key(),
                scheme.name(),
                scheme.description(),
                scheme.population(),
                dimensions,
                scheme.cut(),
                scheme.tiers(),
                scheme.rules(),
                scheme.movement(),
                scheme.review(),
                scheme.calibrate(),
                scheme.examples());
    }

    private static BigDecimal weight(Random random) {
        return BigDecimal.valueOf(1 + random.nextLong(1L << random.nextInt(1, 40)), 4);
    }

    /// Customers with gaps, ties, values at the thresholds of the schemes and far beyond them.
    private static MetricTable base(Scheme scheme, BigDecimal unit, Random random) {
        TableBuilder table = new TableBuilder(scheme.metrics(), scheme.attributes(), CUSTOMERS);
        long units = unit.movePointRight(4).longValueExact();
        for (int row = 0; row < CUSTOMERS; row++) {
            table.addRow();
            for (String metric : scheme.metrics()) {
                long value = switch (random.nextInt(8)) {
                    case 0 -> random.nextLong(-1L << 40, 1L << 40);
                    case 1 -> random.nextLong(20 * units);
                    default -> random.nextInt(16) * units;
                };
                if (random.nextInt(7) > 0) {
                    table.metric(table.metricColumn(metric), value);
                }
            }
            for (String attribute : scheme.attributes()) {
                if (random.nextInt(5) > 0) {
                    table.attribute(attribute, random.nextBoolean() ? "ORGANIZATION" : "PERSON");
                }
            }
        }
        return table.build();
    }
}
