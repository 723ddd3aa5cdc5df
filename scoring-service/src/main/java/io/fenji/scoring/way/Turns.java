package io.fenji.scoring.way;

import static io.fenji.scoring.way.Vocabulary.SENTENCES;
import static io.fenji.scoring.way.Vocabulary.words;

import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.way.Outlook;
import io.fenji.engine.way.Outlook.Cause;
import io.fenji.engine.way.Outlook.Turn;
import io.fenji.scoring.override.TierOverride;
import io.fenji.scoring.tier.Outside;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What time brings, as the contract has it.
///
/// @param tiered whether the customer has a tier now
/// @param override that gives it; null for none
record Turns(
        Vocabulary vocabulary, boolean tiered, @Nullable TierOverride override) {
    private static final String FALLS = "FALLS";
    private static final String STAYS = "STAYS";
    private static final String NOT_KNOWN = "NOT_KNOWN";

    WayUpAnswer.Outlook of(Optional<Forecast.Foreseen> foreseen) {
        return foreseen.map(this::of)
                .orElseGet(() -> new WayUpAnswer.Outlook(
                        NOT_KNOWN, null, null, null, null, words(SENTENCES.phrase("outlook.not-known"))));
    }

    private WayUpAnswer.Outlook of(Forecast.Foreseen foreseen) {
        Outlook outlook = foreseen.outlook();
        LocalDate until = foreseen.projection().to();
        return new WayUpAnswer.Outlook(
                outlook.fall() == null ? STAYS : FALLS,
                until,
                foreseen.projection().computedAt(),
                outlook.rise() == null ? null : turn(outlook.rise()),
                outlook.fall() == null ? null : turn(outlook.fall()),
                words(summary(outlook, until)));
    }

    private Phrase summary(Outlook outlook, LocalDate until) {
        List<Phrase> sentences = new ArrayList<>();
        if (outlook.rise() != null) {
            sentences.add(phrase(outlook.rise()));
        }
        if (outlook.fall() != null) {
            sentences.add(phrase(outlook.fall()));
        } else if (outlook.rise() == null) {
            sentences.add(SENTENCES.phrase(tiered ? "stays" : "stays.none", Phrase.of(until.toString())));
        }
        return SENTENCES.list("list.sentences", sentences);
    }

    private WayUpAnswer.Turn turn(Turn turn) {
        return new WayUpAnswer.Turn(
                turn.on(),
                vocabulary.tierKey(turn.to()),
                vocabulary.tierName(turn.to()),
                turn.to() < 0 ? Outside.of(Standing.Reason.ofCode(turn.to())) : null,
                turn.pendingSince(),
                turn.waited() == null ? null : turn.waited().name(),
                turn.causes().stream().map(this::cause).toList(),
                turn.begun(),
                turn.ended(),
                words(phrase(turn)));
    }

    private WayUpAnswer.Cause cause(Cause cause) {
        return switch (cause) {
            case Cause.OfMetric(String metric, BigDecimal from, BigDecimal to) ->
                new WayUpAnswer.Cause(
                        "METRIC", metric, vocabulary.metricName(metric), vocabulary.unit(metric), from, to, null);
            case Cause.OverrideEnded() ->
                new WayUpAnswer.Cause(
                        "OVERRIDE_ENDED", null, null, null, null, null, override == null ? null : override.id());
        };
    }

    private Phrase phrase(Turn turn) {
        List<Phrase> causes = new ArrayList<>();
        turn.causes().forEach(cause -> causes.add(phrase(cause)));
        turn.begun().forEach(rule -> causes.add(SENTENCES.phrase("cause.begun", Phrase.of(rule))));
        turn.ended().forEach(rule -> causes.add(SENTENCES.phrase("cause.ended", Phrase.of(rule))));
        if (turn.waited() != null) {
            causes.add(SENTENCES.phrase("waited." + turn.waited().name()));
        } else if (causes.isEmpty()) {
            causes.add(SENTENCES.phrase("waited.none"));
        }
        Phrase why = SENTENCES.list("list.also", causes);
        Phrase on = Phrase.of(turn.on().toString());
        if (turn.to() < 0) {
            return SENTENCES.phrase("falls.out", on, why);
        }
        boolean falls = turn.from() >= 0 && turn.to() > turn.from();
        return SENTENCES.phrase(falls ? "falls" : "rises", vocabulary.tier(turn.to()), on, why);
    }

    private Phrase phrase(Cause cause) {
        return switch (cause) {
            case Cause.OfMetric(String metric, BigDecimal from, BigDecimal to) ->
                SENTENCES.phrase(
                        "cause.metric",
                        vocabulary.metric(metric),
                        vocabulary.value(metric, from),
                        vocabulary.value(metric, to));
            case Cause.OverrideEnded() -> SENTENCES.phrase("cause.override");
        };
    }
}
