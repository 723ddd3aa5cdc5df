package io.fenji.engine.explanation;

import static io.fenji.engine.explanation.Speech.date;
import static io.fenji.engine.explanation.Speech.list;
import static io.fenji.engine.explanation.Speech.say;

import io.fenji.engine.evaluation.Explanation.ExistingPart;
import io.fenji.engine.evaluation.Explanation.ManualPart;
import io.fenji.engine.evaluation.Explanation.MovementPart;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the movement policy, an activation and an override made of a tier.
record MovementWords(Speech speech, ConditionWords conditions) {

    Phrase of(MovementPart part) {
        List<Phrase> sentences = new ArrayList<>();
        if (part.tier() == null) {
            sentences.add(say("movement.nowhere"));
        } else if (part.since() == null) {
            sentences.add(say("movement.at", speech.tier(part.tier())));
        } else {
            sentences.add(say("movement.since", speech.tier(part.tier()), date(part.since())));
        }
        if (part.waiting() != null) {
            sentences.add(say("movement.waiting", waiting(part)));
        } else if (part.tier() != null && part.tier().equals(part.target())) {
            sentences.add(say("movement.arrived"));
        }
        if (part.reviewedOn() != null) {
            sentences.add(say("movement.reviewed", date(part.reviewedOn())));
        }
        Condition renewal = speech.scheme().movement().downgrade().renewal();
        if (renewal != null && !part.renewal().isEmpty()) {
            sentences.add(say("movement.renewal", conditions.of(renewal, part.renewal())));
        }
        return list("list.sentences", sentences);
    }

    /// Why the tier is not the one that it moves to.
    Phrase waiting(MovementPart part) {
        Phrase why = say("waiting." + part.waiting());
        Phrase target = speech.tier(part.target());
        return part.until() == null ? say("waits", target, why) : say("waits.until", target, date(part.until()), why);
    }

    Phrase of(ExistingPart part) {
        List<Phrase> sentences = new ArrayList<>();
        sentences.add(say("existing." + part.mode().name(), speech.tier(part.tier())));
        if (part.until() != null) {
            sentences.add(say("existing.until", date(part.until())));
        }
        sentences.add(
                part.awaited() == null
                        ? say("existing.awaited.none")
                        : say("existing.awaited", speech.tier(part.awaited())));
        return list("list.sentences", sentences);
    }

    /// @param ends from when on it no longer holds; null for no date
    Phrase of(ManualPart part, @Nullable LocalDate ends) {
        List<Phrase> sentences = new ArrayList<>();
        sentences.add(given(part));
        sentences.add(
                part.instead() == null
                        ? say("override.instead.none")
                        : say("override.instead", speech.tier(part.instead())));
        sentences.add(ends == null ? say("override.endless") : say("override.ends", date(ends)));
        return list("list.sentences", sentences);
    }

    private Phrase given(ManualPart part) {
        if (part.tier() != null) {
            return say("override.tier", speech.tier(part.tier()));
        }
        if (part.floor() != null && part.ceiling() != null) {
            return say("override.between", speech.tier(part.floor()), speech.tier(part.ceiling()));
        }
        if (part.floor() != null) {
            return say("override.floor", speech.tier(part.floor()));
        }
        return part.ceiling() == null ? say("override.unknown") : say("override.ceiling", speech.tier(part.ceiling()));
    }
}
