package io.fenji.engine.explanation;

import static io.fenji.engine.explanation.Speech.date;
import static io.fenji.engine.explanation.Speech.say;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.Explanation.ConditionPart;
import io.fenji.engine.evaluation.Explanation.CriterionPart;
import io.fenji.engine.evaluation.Explanation.DimensionPart;
import io.fenji.engine.evaluation.ExplanationJson;
import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Term;
import io.fenji.engine.language.Terms;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Scheme;
import java.util.List;
import java.util.Objects;

/// Puts words beside the numbers of an explanation: `words` of every part, in each language by its tag, what metrics
/// are
/// called, and `scoreWords`, `freshnessWords`, `calibration` and, as `words` of the whole, one sentence that says what
/// decided.
public final class ExplanationWords {
    private static final String WORDS = "words";

    private final Explanation explanation;
    private final Speech speech;
    private final ConditionWords conditions;
    private final Stages stages;

    private ExplanationWords(Explanation explanation, Scheme scheme, Terms terms) {
        this.explanation = explanation;
        speech = new Speech(scheme, terms);
        conditions = new ConditionWords(terms);
        stages = Stages.of(scheme, explanation);
    }

    /// The explanation as [ExplanationJson] has it, with words.
    ///
    /// @param scheme by which it was made
    public static ObjectNode write(Explanation explanation, Scheme scheme, Terms terms, Facts facts) {
        ObjectNode document = ExplanationJson.write(explanation);
        new ExplanationWords(explanation, scheme, terms).add(document, facts);
        return document;
    }

    private void add(ObjectNode document, Facts facts) {
        population((ObjectNode) document.get("population"));
        for (int i = 0; i < explanation.dimensions().size(); i++) {
            dimension(
                    document.get("dimensions").get(i), explanation.dimensions().get(i));
        }
        CutWords cut = new CutWords(speech, explanation);
        words(document, "scoreWords", cut.score());
        if (document.get("cut") instanceof ObjectNode node) {
            cut(node, cut);
        }
        rules(document.get("rules"));
        moves(document, facts);
        if (facts.calibration() != null) {
            calibration(document.putObject("calibration"), facts.calibration());
        }
        Facts.Freshness fresh = facts.freshness();
        words(
                document,
                "freshnessWords",
                say(
                        "freshness",
                        Phrase.of(fresh.dataAsOf()),
                        Phrase.of(fresh.computedAt()),
                        date(fresh.businessDate())));
        words(document, WORDS, new SummaryWords(speech, explanation, stages).of(facts.since()));
    }

    private void population(ObjectNode node) {
        List<ConditionPart> parts = explanation.population().conditions();
        conditions(node.get("conditions"), parts);
        Phrase values = conditions.of(speech.scheme().population(), parts);
        boolean member = explanation.population().member();
        words(node, WORDS, say(member ? "population.member" : "population.outside", values));
    }

    private void dimension(JsonNode node, DimensionPart part) {
        words(node, WORDS, CriterionWords.of(part));
        for (int i = 0; i < part.criteria().size(); i++) {
            criterion((ObjectNode) node.get("criteria").get(i), part.criteria().get(i));
        }
    }

    private void criterion(ObjectNode node, CriterionPart part) {
        CriterionWords words = new CriterionWords(speech.terms());
        if (part.source() instanceof Criterion.Source.Metric(String key)) {
            Term term = speech.terms().term(key);
            words(node, "name", Phrase.name(term.name(), key));
            node.put("unit", term.unit());
            if (term.window() != null) {
                node.put("window", term.window());
            }
        }
        words(node, WORDS, words.of(part));
    }

    private void cut(ObjectNode node, CutWords cut) {
        words(node, WORDS, cut.cut());
        Explanation.ClusterPart clusters = explanation.cut().clusters();
        if (clusters != null) {
            for (int i = 0; i < clusters.features().size(); i++) {
                words(
                        node.get("features").get(i),
                        WORDS,
                        cut.feature(clusters.features().get(i)));
            }
        }
    }

    private void rules(JsonNode nodes) {
        RuleWords words = new RuleWords(speech, conditions);
        for (int i = 0; i < explanation.rules().size(); i++) {
            Explanation.RulePart part = explanation.rules().get(i);
            words(
                    nodes.get(i),
                    WORDS,
                    words.of(part, speech.scheme().rules().get(i).when(), stages.of(part)));
            conditions(nodes.get(i).get("conditions"), part.conditions());
        }
    }

    private void moves(ObjectNode document, Facts facts) {
        MovementWords words = new MovementWords(speech, conditions);
        if (explanation.movement() != null) {
            JsonNode node = document.get("movement");
            words(node, WORDS, words.of(explanation.movement()));
            conditions(node.path("renewal"), explanation.movement().renewal());
        }
        if (explanation.existing() != null) {
            words(document.get("existingTier"), WORDS, words.of(explanation.existing()));
        }
        if (explanation.manual() != null) {
            words(document.get("override"), WORDS, words.of(explanation.manual(), facts.overrideEnds()));
        }
    }

    private void conditions(JsonNode nodes, List<ConditionPart> parts) {
        for (int i = 0; i < parts.size(); i++) {
            words(nodes.get(i), WORDS, say("sentence", conditions.of(parts.get(i))));
        }
    }

    private static void calibration(ObjectNode node, Facts.Calibrated calibration) {
        node.put("members", calibration.members());
        words(node, WORDS, say("calibration", Phrase.of(calibration.at()), Terms.number(calibration.members())));
    }

    private static void words(JsonNode node, String property, Phrase phrase) {
        ObjectNode words = ((ObjectNode) Objects.requireNonNull(node)).putObject(property);
        for (Language language : Language.values()) {
            words.put(language.tag(), phrase.in(language));
        }
    }
}
