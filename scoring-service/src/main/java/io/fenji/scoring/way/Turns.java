package io.fenji.scoring.way;

import static io.fenji.scoring.way.Vocabulary.joined;
import static io.fenji.scoring.way.Vocabulary.words;

import io.fenji.engine.evaluation.Standing;
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
                        NOT_KNOWN, null, null, null, null, words(language -> language.text("outlook.not-known"))));
    }

    private WayUpAnswer.Outlook of(Forecast.Foreseen foreseen) {
        Outlook outlook = foreseen.outlook();
        WayUpAnswer.Turn rise = outlook.rise() == null ? null : turn(outlook.rise());
        WayUpAnswer.Turn fall = outlook.fall() == null ? null : turn(outlook.fall());
        LocalDate until = foreseen.projection().to();
        return new WayUpAnswer.Outlook(
                fall == null ? STAYS : FALLS,
                until,
                foreseen.projection().computedAt(),
                rise,
                fall,
                words(language -> summary(language, rise, fall, until)));
    }

    private String summary(
            Language language, WayUpAnswer.@Nullable Turn rise, WayUpAnswer.@Nullable Turn fall, LocalDate until) {
        List<String> texts = new ArrayList<>();
        if (rise != null) {
            texts.add(rise.words().get(language.tag()));
        }
        if (fall != null) {
            texts.add(fall.words().get(language.tag()));
        } else if (rise == null) {
            texts.add(language.text(tiered ? "stays" : "stays.none", until));
        }
        return String.join(" ", texts);
    }

    private WayUpAnswer.Turn turn(Turn turn) {
        return new WayUpAnswer.Turn(
                turn.on(),
                vocabulary.tier(turn.to()),
                vocabulary.tierName(turn.to()),
                turn.to() < 0 ? Outside.of(Standing.Reason.ofCode(turn.to())) : null,
                turn.pendingSince(),
                turn.waited() == null ? null : turn.waited().name(),
                turn.causes().stream().map(this::cause).toList(),
                turn.begun(),
                turn.ended(),
                words(language -> text(language, turn)));
    }

    private WayUpAnswer.Cause cause(Cause cause) {
        return switch (cause) {
            case Cause.OfMetric(String metric, BigDecimal from, BigDecimal to) ->
                new WayUpAnswer.Cause(
                        "METRIC", metric, vocabulary.name(metric), vocabulary.unit(metric), from, to, null);
            case Cause.OverrideEnded() ->
                new WayUpAnswer.Cause(
                        "OVERRIDE_ENDED", null, null, null, null, null, override == null ? null : override.id());
        };
    }

    private String text(Language language, Turn turn) {
        List<String> causes = new ArrayList<>();
        turn.causes().forEach(cause -> causes.add(text(language, cause)));
        turn.begun().forEach(rule -> causes.add(language.text("cause.begun", rule)));
        turn.ended().forEach(rule -> causes.add(language.text("cause.ended", rule)));
        if (turn.waited() != null) {
            causes.add(language.text("waited." + turn.waited().name()));
        } else if (causes.isEmpty()) {
            causes.add(language.text("waited.none"));
        }
        String why = joined(language, "also", causes);
        boolean falls = turn.to() < 0 || (turn.from() >= 0 && turn.to() > turn.from());
        if (turn.to() < 0) {
            return language.text("falls.out", turn.on(), why);
        }
        return language.text(falls ? "falls" : "rises", vocabulary.tier(language, turn.to()), turn.on(), why);
    }

    private String text(Language language, Cause cause) {
        return switch (cause) {
            case Cause.OfMetric(String metric, BigDecimal from, BigDecimal to) ->
                language.text(
                        "cause.metric",
                        vocabulary.name(language, metric),
                        vocabulary.value(language, metric, from),
                        vocabulary.value(language, metric, to));
            case Cause.OverrideEnded() -> language.text("cause.override");
        };
    }
}
