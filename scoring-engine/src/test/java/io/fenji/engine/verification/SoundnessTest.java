package io.fenji.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.Schemes;
import io.fenji.engine.document.Finding;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the verifier says of rules and tiers of random schemes, against everyone whom their conditions can tell apart.
class SoundnessTest {
    private static final Set<String> METRICS = Set.of("a", "b");
    private static final MetricTable EVERYONE = everyone();

    @Test
    void whatIsSaidOfRulesAndTiersHoldsForEveryone() {
        int sound = 0;
        Set<String> found = new HashSet<>();
        for (int seed = 0; seed < 2_500; seed++) {
            Scheme scheme = Schemes.read(random(new Random(seed)));
            List<Finding> findings = new SchemeVerifier(METRICS).verify(scheme);
            Evaluation evaluation = evaluate(scheme);
            for (Finding finding : findings) {
                found.add(finding.sentence());
                check(scheme, evaluation, finding, "seed " + seed + ": " + finding);
            }
            if (findings.stream().noneMatch(Finding::isError)) {
                sound++;
                checkSound(scheme, evaluation, "seed " + seed);
            }
        }
        assertThat(sound).isGreaterThan(500);
        // All that can be found by reasoning was found, or this would prove little.
        assertThat(found)
                .contains(
                        "IMPOSSIBLE_CONDITION.together",
                        "DEAD_RULE.population",
                        "DEAD_RULE.shadowed",
                        "DEAD_RULE.covered",
                        "DEAD_RULE.floor",
                        "DEAD_RULE.cap",
                        "CONTRADICTING_RULES",
                        "CONTRADICTING_RULES.same",
                        "RULES_MEET",
                        "RULES_OVERLAP",
                        "RULE_GAP",
                        "UNREACHABLE_TIER.assigned",
                        "UNREACHABLE_TIER.capped",
                        "UNREACHABLE_TIER.floored",
                        "UNREACHABLE_TIER.score",
                        "UNREACHABLE_TIER.least");
    }

    /// Day after day the same customers: nobody moves for ever.
    @Test
    void nobodyGoesToAndFroInASchemeWithoutErrors() {
        String[] policies = {
            "",
            ",'movement':{'downgrade':{'graceDays':2,'maxSteps':1,'renewal':{'metric':'b','over':2}},'upgrade':{'maxSteps':1}}",
            ",'movement':{'downgrade':{'at':'review','minStayDays':3,'graceDays':1},'upgrade':'review'},'review':{'every':'month','day':5}"
        };
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            String document = random(random);
            String policy = policies[seed % policies.length];
            Scheme scheme = Schemes.read(document.substring(0, document.length() - 1)
                    + (document.contains("'movement'") ? "" : policy) + "}");
            if (new SchemeVerifier(METRICS).verify(scheme).stream().anyMatch(Finding::isError)) {
                continue;
            }
            Evaluator evaluator = evaluator(scheme);
            Held held = new Held(EVERYONE.size(), scheme.tiers().size(), random);
            byte[][] days = new byte[120][EVERYONE.size()];
            for (int day = 0; day < days.length; day++) {
                Evaluation evaluation = evaluator.evaluate(
                        EVERYONE,
                        new Situation(
                                held, ManualTiers.NONE, LocalDate.of(2026, 1, 1).plusDays(day), true));
                for (int row = 0; row < EVERYONE.size(); row++) {
                    days[day][row] = (byte) evaluation.tierCode(row);
                    held.keep(row, evaluation);
                }
            }
            for (int row = 0; row < EVERYONE.size(); row++) {
                for (int day = 90; day < days.length; day++) {
                    assertThat(days[day][row])
                            .as("seed %d row %d day %d", seed, row, day)
                            .isEqualTo(days[89][row]);
                }
            }
        }
    }

    private static void check(Scheme scheme, Evaluation evaluation, Finding finding, String where) {
        int part = part(finding.pointer());
        switch (finding.code()) {
            case "IMPOSSIBLE_CONDITION" -> {
                if (finding.pointer().equals("/rules/" + part + "/when")) {
                    assertSame(scheme, evaluation, without(scheme, part), where);
                }
            }
            case "DEAD_RULE" -> assertSame(scheme, evaluation, without(scheme, part), where);
            case "UNREACHABLE_TIER" ->
                assertThat(evaluation.countByTier()[part]).as(where).isZero();
            case "CONTRADICTING_RULES" -> {
                if (finding.sentence().equals("CONTRADICTING_RULES")) {
                    assertNeverGiven(scheme, evaluation, part, where);
                }
            }
            default -> {
                // Warnings, and what is wrong on its face.
            }
        }
    }

    /// Whoever the rule hits has not what it says.
    private static void assertNeverGiven(Scheme scheme, Evaluation evaluation, int index, String where) {
        Rule rule = scheme.rules().get(index);
        int tier = scheme.tierIndex(RuleCheck.tier(rule.effect()).getFirst());
        Scheme alone = new Scheme(
                scheme.key(),
                scheme.name(),
                scheme.description(),
                scheme.population(),
                List.of(),
                new Cut.Rules(new Cut.Otherwise.NoTier()),
                scheme.tiers(),
                List.of(new Rule(
                        "hit",
                        rule.when(),
                        new Rule.Effect.Assign(scheme.tiers().getFirst().key()),
                        false)),
                Movement.AT_ONCE,
                new Review.Never(),
                null,
                List.of());
        Evaluation hits = evaluate(alone);
        boolean capped = scheme.rules().stream()
                .anyMatch(other ->
                        other.effect() instanceof Rule.Effect.Cap(String cap) && scheme.tierIndex(cap) == tier);
        for (int row = 0; row < evaluation.size(); row++) {
            if (!capped && hits.tierCode(row) == 0 && evaluation.tierCode(row) >= 0) {
                if (rule.effect() instanceof Rule.Effect.Floor) {
                    assertThat(evaluation.tierCode(row)).as(where).isGreaterThan(tier);
                } else {
                    assertThat(evaluation.tierCode(row)).as(where).isNotEqualTo(tier);
                }
            }
        }
    }

    /// In a scheme without errors no exclusion is for nothing.
    private static void checkSound(Scheme scheme, Evaluation evaluation, String where) {
        for (int i = 0; i < scheme.rules().size(); i++) {
            if (scheme.rules().get(i).effect() instanceof Rule.Effect.Exclude) {
                Evaluation other = evaluate(without(scheme, i));
                boolean differs = false;
                for (int row = 0; row < evaluation.size(); row++) {
                    differs |= evaluation.tierCode(row) != other.tierCode(row);
                }
                assertThat(differs)
                        .as(where + ", exclusion " + i + " does something")
                        .isTrue();
            }
        }
    }

    private static void assertSame(Scheme scheme, Evaluation evaluation, Scheme without, String where) {
        Evaluation other = evaluate(without);
        for (int row = 0; row < evaluation.size(); row++) {
            assertThat(other.tierCode(row)).as(where + " in " + scheme.rules()).isEqualTo(evaluation.tierCode(row));
        }
    }

    private static Scheme without(Scheme scheme, int rule) {
        List<Rule> rules = new ArrayList<>(scheme.rules());
        rules.remove(rule);
        return new Scheme(
                scheme.key(),
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

    private static int part(String pointer) {
        String[] segments = pointer.split("/");
        return segments.length > 2 && segments[2].matches("\\d+") ? Integer.parseInt(segments[2]) : -1;
    }

    private static Evaluation evaluate(Scheme scheme) {
        return evaluator(scheme).evaluate(EVERYONE);
    }

    private static Evaluator evaluator(Scheme scheme) {
        return Evaluator.of(scheme, Calibrator.calibrate(scheme, EVERYONE));
    }

    private static MetricTable everyone() {
        TableBuilder table = new TableBuilder(List.of("a", "b"), List.of("kind"), 1_000);
        // In halves: between two limits there may be somebody; -3 stands for absent.
        for (int a = -3; a <= 15; a++) {
            for (int b = -3; b <= 15; b++) {
                for (String kind : new String[] {"x", "y", "z", null}) {
                    table.addRow();
                    if (a > -3) {
                        table.metric("a", BigDecimal.valueOf(a * 5L, 1));
                    }
                    if (b > -3) {
                        table.metric("b", BigDecimal.valueOf(b * 5L, 1));
                    }
                    if (kind != null) {
                        table.attribute("kind", kind);
                    }
                }
            }
        }
        return table.build();
    }

    private static String random(Random random) {
        int tiers = 2 + random.nextInt(2);
        boolean score = random.nextInt(3) > 0;
        StringBuilder scheme = new StringBuilder("{'key':'t','name':{'en':'T'}");
        if (random.nextInt(3) > 0) {
            scheme.append(",'population':").append(condition(random, 1));
        }
        if (score) {
            String missing = new String[] {
                        "", ",'missing':'neutral'", ",'missing':'redistribute'", ",'missing':'ineligible'"
                    }
                    [random.nextInt(4)];
            String scale = new String[] {
                        "{'type':'steps','steps':[[1,20],[3,60],[5,90]]}",
                        "{'type':'linear','from':0,'to':6}",
                        "{'type':'quantile','bins':2}"
                    }
                    [random.nextInt(3)];
            scheme.append(
                    ",'dimensions':[{'key':'v','weight':1,'criteria':[{'metric':'a','weight':2,'scale':%s%s},{'attribute':'kind','weight':1,'scale':{'type':'category','points':{'x':80,'y':40},'otherwise':40}%s}]}],'cut':{'type':'score'}"
                            .formatted(scale, missing, missing));
        } else {
            scheme.append(",'cut':{'type':'rules'")
                    .append(random.nextBoolean() ? ",'otherwise':'t" + (tiers - 1) + "'}" : "}");
        }
        scheme.append(",'tiers':[");
        int enter = 70 + random.nextInt(30);
        for (int i = 0; i < tiers; i++) {
            scheme.append(i == 0 ? "" : ",").append("{'key':'t").append(i).append("','name':{'en':'T'}");
            if (score && i < tiers - 1) {
                scheme.append(",'enter':").append(enter).append(",'leave':").append(enter - 3);
                enter -= 20 + random.nextInt(40);
                enter = Math.max(enter, 4);
            }
            scheme.append('}');
        }
        scheme.append("],'rules':[");
        int rules = random.nextInt(5);
        String oneMetric = random.nextInt(3) == 0 ? "a" : null;
        int stride = 1 + random.nextInt(2);
        for (int i = 0; i < rules; i++) {
            String effect = oneMetric != null && !score
                    ? "assign"
                    : new String[] {"assign", "floor", "cap", "exclude"}[random.nextInt(4)];
            String when = oneMetric == null
                    ? condition(random, 2)
                    : "{'metric':'a','between':[%d,%d]}"
                            .formatted(stride * i + random.nextInt(2), stride * i + 1 + random.nextInt(2));
            scheme.append(i == 0 ? "" : ",")
                    .append("{'key':'r%d','when':%s,".formatted(i, when))
                    .append(
                            effect.equals("exclude")
                                    ? "'exclude':true"
                                    : "'%s':'t%d'".formatted(effect, random.nextInt(tiers)))
                    .append(!effect.equals("exclude") && random.nextInt(6) == 0 ? ",'viaMovement':true}" : "}");
        }
        return scheme.append("]}").toString();
    }

    private static String condition(Random random, int depth) {
        int form = random.nextInt(depth == 0 ? 3 : 6);
        int low = random.nextInt(5);
        String metric = random.nextBoolean() ? "a" : "b";
        return switch (form) {
            case 0 -> "{'attribute':'kind','is':'%s'}".formatted(random.nextBoolean() ? "x" : "y");
            case 1 ->
                "{'metric':'%s','%s':%d}"
                        .formatted(
                                metric,
                                new String[] {"atLeast", "over", "atMost", "under", "equals"}[random.nextInt(5)],
                                low);
            case 2 -> "{'metric':'%s','between':[%d,%d]}".formatted(metric, low, low + random.nextInt(3));
            case 3 -> "{'not':%s}".formatted(condition(random, depth - 1));
            case 4 -> "{'all':[%s,%s]}".formatted(condition(random, depth - 1), condition(random, depth - 1));
            default -> "{'any':[%s,%s]}".formatted(condition(random, depth - 1), condition(random, depth - 1));
        };
    }

    /// Stays from one day to the next, beginning anywhere.
    private static final class Held implements Stays {
        private final int[] tiers;
        private final int[] since;
        private final int[] grace;
        private final int[] reviewed;

        Held(int size, int of, Random random) {
            tiers = random.ints(size, -1, of).toArray();
            since = new int[size];
            grace = new int[size];
            reviewed = new int[size];
            Arrays.fill(grace, NO_DATE);
            Arrays.fill(reviewed, NO_DATE);
        }

        void keep(int row, Evaluation evaluation) {
            tiers[row] = evaluation.heldTierCode(row);
            since[row] = evaluation.since(row);
            grace[row] = evaluation.graceUntil(row);
            reviewed[row] = evaluation.reviewedOn(row);
        }

        @Override
        public int tier(int row) {
            return tiers[row];
        }

        @Override
        public int since(int row) {
            return since[row];
        }

        @Override
        public int graceUntil(int row) {
            return grace[row];
        }

        @Override
        public int reviewedOn(int row) {
            return reviewed[row];
        }
    }
}
