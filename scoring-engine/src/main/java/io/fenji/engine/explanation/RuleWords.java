package io.fenji.engine.explanation;

import static io.fenji.engine.explanation.Speech.say;

import io.fenji.engine.evaluation.Explanation.RulePart;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Rule;

/// Rules: whether they hit, by which values, and what they did.
record RuleWords(Speech speech, ConditionWords conditions) {

    /// @param effects of the rule's stage
    Phrase of(RulePart part, Condition when, RuleEffects effects) {
        Phrase key = Phrase.of(part.key());
        Phrase why = conditions.of(when, part.conditions());
        RuleEffects.Done done = effects.of(part);
        if (done == null) {
            return say("rule.missed", key, why);
        }
        return say(part.viaMovement() ? "rule.hit.via-movement" : "rule.hit", key, why, done(done));
    }

    /// What came of a rule that hit.
    private Phrase done(RuleEffects.Done done) {
        Phrase effect = speech.effect(done.rule().effect());
        if (done.by() != null) {
            return say("done.overruled", effect, Phrase.of(done.by()));
        }
        if (!done.decides()) {
            return say("done.nothing", effect);
        }
        boolean leaves = done.rule().effect() instanceof Rule.Effect.Exclude;
        return leaves ? effect : say("done", effect, speech.tier(done.before()));
    }
}
