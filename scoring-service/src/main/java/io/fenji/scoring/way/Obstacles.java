package io.fenji.scoring.way;

import static io.fenji.scoring.way.Vocabulary.SENTENCES;
import static io.fenji.scoring.way.Vocabulary.words;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.way.Way;
import io.fenji.scoring.override.TierOverride;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands in the way, as the contract has it.
///
/// @param override that gives the customer a tier; null for none
record Obstacles(Vocabulary vocabulary, @Nullable TierOverride override) {

    WayUpAnswer.Obstacle of(Way.Obstacle obstacle) {
        return switch (obstacle) {
            case Way.Obstacle.Manual() -> manual();
            case Way.Obstacle.Population() ->
                new WayUpAnswer.Obstacle(
                        "POPULATION", null, null, null, null, null, words(SENTENCES.phrase("population")));
            case Way.Obstacle.OfRule(String key, Rule.Effect effect) -> rule(key, effect);
        };
    }

    private WayUpAnswer.Obstacle manual() {
        @Nullable UUID id = override == null ? null : override.id();
        @Nullable LocalDate until = override == null ? null : override.expiresOn();
        return new WayUpAnswer.Obstacle(
                "OVERRIDE",
                null,
                null,
                null,
                id,
                until,
                words(
                        until == null
                                ? SENTENCES.phrase("override")
                                : SENTENCES.phrase("override.until", Phrase.of(until.toString()))));
    }

    private WayUpAnswer.Obstacle rule(String key, Rule.Effect effect) {
        return switch (effect) {
            case Rule.Effect.Cap(String tier) -> rule(key, "cap", tier);
            case Rule.Effect.Assign(String tier) -> rule(key, "assign", tier);
            case Rule.Effect.Floor(String tier) -> rule(key, "floor", tier);
            case Rule.Effect.Exclude() ->
                new WayUpAnswer.Obstacle(
                        "RULE",
                        key,
                        "exclude",
                        null,
                        null,
                        null,
                        words(SENTENCES.phrase("rule.exclude", Phrase.of(key))));
        };
    }

    private WayUpAnswer.Obstacle rule(String key, String effect, String tier) {
        return new WayUpAnswer.Obstacle(
                "RULE",
                key,
                effect,
                tier,
                null,
                null,
                words(SENTENCES.phrase("rule." + effect, Phrase.of(key), vocabulary.tier(tier))));
    }
}
