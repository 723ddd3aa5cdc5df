package io.fenji.engine.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.estimation.Calibrator;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.ExplanationJson;
import io.fenji.engine.evaluation.ManualTiers;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.evaluation.Situation;
import io.fenji.engine.evaluation.Stay;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.language.Language;
import io.fenji.engine.language.Term;
import io.fenji.engine.language.Terms;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TableBuilder;
import io.fenji.engine.way.RandomScheme;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whatever the scheme, its words are there, and say what the numbers do.
class ExplanationWordsPropertyTest {
    private static final int SCHEMES = 1_500;
    private static final LocalDate START = LocalDate.of(2026, 1, 10);
    private static final List<String> METRICS = List.of("spend.365d", "orders.90d", "recencyDays", "rate");
    private static final Terms TERMS = new Terms(Map.of(
            "spend.365d", new Term(Map.of("zh-CN", "消费", "en", "Spend"), "money", "365d", false),
            "recencyDays", new Term(Map.of("zh-CN", "最近购买天数"), "days", null, true),
            "rate", new Term(Map.of("en", "Rate"), "ratio", "lifetime", false)));
    private static final Facts FACTS = new Facts(
            START,
            LocalDate.of(2026, 12, 31),
            new Facts.Calibrated("2026-01-01 00:00", 1_234),
            new Facts.Freshness("2026-06-30 09:00", "2026-06-30 09:01", LocalDate.of(2026, 6, 30)));
    private static final Set<String> WORDS = Set.of("words", "scoreWords", "freshnessWords");
    private static final Pattern UNRESOLVED = Pattern.compile("\\{\\d}|null|\\$");

    @Test
    void everyPartHasWordsInBothLanguagesAndTheyFollowTheEvaluation() {
        Set<String> seen = new TreeSet<>();
        for (long seed = 1; seed <= SCHEMES; seed++) {
            new Case(seed).check(seen);
        }
        assertThat(seen)
                .as("enough of every kind")
                .contains("kept", "waiting", "overridden", "outside", "untiered", "decided", "decided before");
    }

    /// One scheme and a customer whose values change over the days.
    private static final class Case {
        private final Random random;
        private final Scheme scheme;
        private final Evaluator evaluator;
        private final ExistingTiers existing;
        private final String place;
        private LocalDate today = START;
        private Stay stay;

        Case(long seed) {
            random = new Random(seed);
            scheme = RandomScheme.of(random, METRICS, BigDecimal.ONE, random.nextInt(3) == 0);
            place = "seed " + seed + ": " + scheme;
            evaluator = Evaluator.of(scheme, Calibrator.calibrate(scheme, table(random.nextInt(8) == 0 ? 0 : 20)));
            existing = existing();
            boolean keeps = existing.keeps() && random.nextBoolean();
            int tier = random.nextInt(scheme.tiers().size() + 1) - 1;
            stay = new Stay(tier, Stays.NO_DATE, Stays.NO_DATE, Stays.NO_DATE, keeps ? tier : -1);
        }

        private ExistingTiers existing() {
            int until = Math.toIntExact(START.plusDays(random.nextInt(60)).toEpochDay());
            return switch (random.nextInt(6)) {
                case 0 -> new ExistingTiers(ExistingTiers.Mode.AT_NEXT_REVIEW, Stays.NO_DATE);
                case 1 -> new ExistingTiers(ExistingTiers.Mode.UPGRADES_ONLY, until);
                case 2 -> new ExistingTiers(ExistingTiers.Mode.PROTECT_UNTIL, until);
                default -> ExistingTiers.APPLY_NOW;
            };
        }

        private MetricTable table(int size) {
            TableBuilder table = new TableBuilder(METRICS, List.of("kind", "registeredOn"), size);
            for (int row = 0; row < size; row++) {
                table.addRow();
                for (String metric : METRICS) {
                    if (random.nextInt(6) > 0) {
                        table.metric(metric, BigDecimal.valueOf(random.nextInt(12)));
                    }
                }
                table.attribute("kind", random.nextBoolean() ? "PERSON" : "ORGANIZATION");
                table.attribute("registeredOn", "2020-02-29");
            }
            return table.build();
        }

        void check(Set<String> seen) {
            for (int i = 0; i < 5; i++) {
                ManualTier given = random.nextInt(5) == 0 ? given() : null;
                ManualTiers manual = row -> given;
                MetricTable customer = table(1);
                Evaluation evaluation =
                        evaluator.evaluate(customer, new Situation(stay, manual, today, true, existing));
                stay = new Stay(
                        evaluation.heldTierCode(0),
                        evaluation.since(0),
                        evaluation.graceUntil(0),
                        evaluation.reviewedOn(0),
                        evaluation.keptTierCode(0));
                check(evaluator.explain(customer, 0, new Situation(stay, manual, today, false, existing)), seen);
                today = today.plusDays(random.nextInt(20));
            }
        }

        private ManualTier given() {
            int tiers = scheme.tiers().size();
            return switch (random.nextInt(5)) {
                case 0 -> new ManualTier(random.nextInt(tiers), -1, -1);
                case 1 -> new ManualTier(-1, random.nextInt(tiers), -1);
                case 2 -> new ManualTier(-1, -1, random.nextInt(tiers));
                case 3 -> new ManualTier(-1, tiers - 1, 0);
                default -> new ManualTier(-1, -1, -1);
            };
        }

        private void check(Explanation explanation, Set<String> seen) {
            ObjectNode document = ExplanationWords.write(explanation, scheme, TERMS, FACTS);
            requireWords(document, "");
            ObjectNode numbers = document.deepCopy();
            withoutWords(numbers);
            assertThat(numbers).as(place).isEqualTo(ExplanationJson.write(explanation));
            stages(explanation, seen);
        }

        /// Objects with a number, a tier or conditions are parts, and every part has words.
        private void requireWords(JsonNode node, String path) {
            if (node.isArray()) {
                node.forEach(each -> requireWords(each, path));
            }
            if (!node.isObject() || path.endsWith("/scale") || path.endsWith("/next") || path.endsWith("/name")) {
                return;
            }
            assertThat(node.has("words")).as(path + " in " + place).isTrue();
            node.properties().forEach(property -> {
                if (WORDS.contains(property.getKey())) {
                    requireSentence(property.getValue(), path + "/" + property.getKey());
                } else {
                    requireWords(property.getValue(), path + "/" + property.getKey());
                }
            });
        }

        private void requireSentence(JsonNode words, String path) {
            assertThat(words.size()).isEqualTo(Language.values().length);
            for (Language language : Language.values()) {
                assertThat(words.path(language.tag()).asText())
                        .as(path + " in " + place)
                        .isNotBlank()
                        .doesNotContainPattern(UNRESOLVED)
                        .endsWith(language == Language.EN ? "." : "。");
            }
        }

        private static void withoutWords(JsonNode node) {
            node.forEach(Case::withoutWords);
            if (node instanceof ObjectNode object) {
                object.remove(WORDS);
                if (object.has("points") || object.has("missing")) {
                    object.remove(List.of("name", "unit", "window"));
                }
                object.remove("calibration");
            }
        }

        /// The words' way from stage to stage is the evaluator's.
        private void stages(Explanation explanation, Set<String> seen) {
            Stages stages = Stages.of(scheme, explanation);
            Explanation.MovementPart movement = explanation.movement();
            if (movement != null) {
                assertThat(stages.before().tier()).as(place).isEqualTo(movement.target());
                if (movement.waiting() != null) {
                    seen.add("waiting");
                }
            }
            if (explanation.existing() == null) {
                assertThat(stages.after().tier()).as(place).isEqualTo(stages.ruled());
            } else if (!Objects.equals(stages.after().tier(), stages.ruled())) {
                assertThat(stages.ruled())
                        .as(place)
                        .isEqualTo(explanation.existing().tier());
                seen.add("kept");
            }
            if (explanation.manual() == null) {
                assertThat(stages.isOverridden()).as(place).isFalse();
            }
            note(seen, "overridden", stages.isOverridden());
            note(seen, "outside", !explanation.population().member());
            note(seen, "untiered", stages.tier() == null);
            note(seen, "decided", stages.after().decisive() != null);
            note(seen, "decided before", stages.before().decisive() != null);
        }

        private static void note(Set<String> seen, String what, boolean is) {
            if (is) {
                seen.add(what);
            }
        }
    }
}
