package io.fenji.engine.explanation;

import static io.fenji.engine.explanation.Speech.date;
import static io.fenji.engine.explanation.Speech.say;

import io.fenji.engine.evaluation.Explanation;
import io.fenji.engine.evaluation.Explanation.MovementPart;
import io.fenji.engine.evaluation.Explanation.RulePart;
import io.fenji.engine.language.Phrase;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The tier in one sentence: what decided last.
record SummaryWords(Speech speech, Explanation explanation, Stages stages) {

    /// @param since when the customer got the tier, or left
    Phrase of(LocalDate since) {
        return stages.tier() == null
                ? say("summary.none", date(since), because())
                : say("summary", speech.tier(stages.tier()), date(since), because());
    }

    private Phrase because() {
        if (stages.isOverridden()) {
            return say("because.override");
        }
        if (!explanation.population().member()) {
            return say("because.outside");
        }
        if (stages.isKept()) {
            return say("because.kept");
        }
        @Nullable RulePart after = stages.after().decisive();
        if (after != null) {
            return rule(after);
        }
        MovementPart movement = explanation.movement();
        if (movement != null && movement.waiting() != null) {
            return new MovementWords(speech, new ConditionWords(speech.terms())).waiting(movement);
        }
        @Nullable RulePart before = stages.before().decisive();
        return before == null ? new CutWords(speech, explanation).because() : rule(before);
    }

    private Phrase rule(RulePart rule) {
        return say("because.rule", Phrase.of(rule.key()), speech.effect(rule.effect()));
    }
}
