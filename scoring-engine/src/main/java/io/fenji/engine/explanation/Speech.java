package io.fenji.engine.explanation;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Terms;
import io.fenji.engine.language.Wording;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a scheme's tiers and metrics are called, and the sentences about them.
record Speech(Scheme scheme, Terms terms) {
    private static final Wording SENTENCES = Wording.of("explanation");

    static Phrase say(String key, Phrase... values) {
        return SENTENCES.phrase(key, values);
    }

    static Phrase list(String key, List<Phrase> phrases) {
        return SENTENCES.list(key, phrases);
    }

    static Phrase date(LocalDate date) {
        return Phrase.of(date.toString());
    }

    /// @param key null for no tier
    Phrase tier(@Nullable String key) {
        int index = key == null ? -1 : scheme.tierIndex(key);
        if (index < 0) {
            return say("tier.none");
        }
        Tier tier = scheme.tiers().get(index);
        return Phrase.name(tier.name(), tier.key());
    }

    boolean isLowest(String tier) {
        return scheme.tierIndex(tier) == scheme.tiers().size() - 1;
    }

    /// What a rule does.
    Phrase effect(Rule.Effect effect) {
        return switch (effect) {
            case Rule.Effect.Assign(String tier) -> say("effect.assign", tier(tier));
            case Rule.Effect.Floor(String tier) -> say("effect.floor", tier(tier));
            case Rule.Effect.Cap(String tier) -> say("effect.cap", tier(tier));
            case Rule.Effect.Exclude() -> say("effect.exclude");
        };
    }
}
