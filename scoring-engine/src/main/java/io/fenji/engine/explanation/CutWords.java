package io.fenji.engine.explanation;

import static io.fenji.engine.explanation.Speech.list;
import static io.fenji.engine.explanation.Speech.say;

import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.Explanation.ClusterPart;
import io.fenji.engine.evaluation.Explanation.CutPart;
import io.fenji.engine.evaluation.Explanation.FeaturePart;
import io.fenji.engine.evaluation.Explanation.NextCluster;
import io.fenji.engine.evaluation.Score;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Terms;
import io.fenji.engine.scheme.Cut;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the cut, and before it the score, made of a customer.
record CutWords(Speech speech, Explanation explanation) {

    /// How the score comes about, or why there is none.
    Phrase score() {
        return switch (explanation.standing().score()) {
            case Score.Scored(BigDecimal score) -> say("score", Terms.number(score), sum());
            case Score.Unscored _ -> say("score.none", unscored());
        };
    }

    private Phrase sum() {
        return list(
                "list.plus",
                explanation.dimensions().stream()
                        .map(part -> say(
                                "score.part", Terms.number(part.contribution()), Phrase.name(part.name(), part.key())))
                        .toList());
    }

    private Phrase unscored() {
        if (!explanation.population().member()) {
            return say("because.outside");
        }
        return speech.scheme().dimensions().isEmpty() ? say("because.no-criteria") : ineligible();
    }

    /// Why there is nothing to go by.
    Phrase ineligible() {
        return CriterionWords.insisting(explanation.dimensions()).isEmpty()
                ? say("because.nothing-to-score")
                : say("because.needed", new CriterionWords(speech.terms()).needed(explanation.dimensions()));
    }

    /// The cut of a member of the population.
    Phrase cut() {
        CutPart part = explanation.cut();
        return part.tier() == null ? say("cut.none", because()) : say("cut", speech.tier(part.tier()), because());
    }

    /// Why the cut gives that tier, or none.
    Phrase because() {
        CutPart part = explanation.cut();
        return switch (speech.scheme().cut()) {
            case Cut.Rules(Cut.Otherwise.NoTier()) when !isIneligible() -> say("because.no-rule");
            case Cut _ when part.tier() == null -> ineligible();
            case Cut.Score _ -> byScore(part);
            case Cut.TopShare(String metric, List<BigDecimal> shares) ->
                metric == null ? byScore(part) : byShare(part, metric, "because.topShare", shares);
            case Cut.ValueShare(String metric, List<BigDecimal> shares) ->
                byShare(part, metric, "because.valueShare", shares);
            case Cut.Clusters _ -> byCluster(part, Objects.requireNonNull(part.clusters()));
            case Cut.Rules _ -> say("because.otherwise");
        };
    }

    private boolean isIneligible() {
        return !CriterionWords.insisting(explanation.dimensions()).isEmpty();
    }

    private Phrase byScore(CutPart part) {
        Phrase score = explanation.standing().score() instanceof Score.Scored(BigDecimal value)
                ? Terms.number(value)
                : Terms.none();
        BigDecimal threshold = part.threshold();
        if (threshold == null) {
            return say("because.score.lowest", score);
        }
        if (part.heldByLeave()) {
            return say("because.held", score, Terms.number(threshold));
        }
        return speech.scheme().cut() instanceof Cut.TopShare top
                ? say("because.topShare.score", score, Terms.number(threshold), share(part, top.shares()))
                : say("because.score", score, Terms.number(threshold));
    }

    private Phrase byShare(CutPart part, String metric, String key, List<BigDecimal> shares) {
        Phrase name = speech.terms().metric(metric);
        if (part.value() == null) {
            return say("because.share.absent", name);
        }
        Phrase value = speech.terms().value(metric, part.value());
        BigDecimal threshold = part.threshold();
        return threshold == null
                ? say("because.share.lowest", name, value)
                : say(key, name, value, speech.terms().value(metric, threshold), share(part, shares));
    }

    private Phrase share(CutPart part, List<BigDecimal> shares) {
        return Terms.percent(shares.get(speech.scheme().tierIndex(Objects.requireNonNull(part.tier()))));
    }

    private Phrase byCluster(CutPart part, ClusterPart clusters) {
        if (clusters.distance() == null) {
            List<Phrase> absent = clusters.features().stream()
                    .filter(feature -> feature.value() == null)
                    .map(feature -> speech.terms().metric(feature.metric()))
                    .toList();
            return absent.isEmpty()
                    ? say("because.no-clusters")
                    : say("because.no-feature", list("list.comma", absent));
        }
        Phrase tier = speech.tier(part.tier());
        Phrase distance = Terms.number(clusters.distance());
        @Nullable NextCluster next = clusters.next();
        return next == null
                ? say("because.only-cluster", tier, distance)
                : say("because.cluster", tier, distance, speech.tier(next.tier()), Terms.number(next.distance()));
    }

    /// A feature of a `clusters` cut.
    Phrase feature(FeaturePart part) {
        Phrase name = speech.terms().metric(part.metric());
        if (part.value() == null || part.scaled() == null) {
            return say("feature.absent", name);
        }
        Phrase value = speech.terms().value(part.metric(), part.value());
        Phrase scaled = Terms.number(part.scaled());
        return part.centre() == null
                ? say("feature", name, value, scaled)
                : say("feature.centre", name, value, scaled, Terms.number(part.centre()));
    }
}
