package io.fenji.scoring.way;

import static io.fenji.scoring.way.Vocabulary.joined;
import static io.fenji.scoring.way.Vocabulary.words;

import io.fenji.engine.evaluation.Attainment;
import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.way.Way;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ways up as the contract has them.
record Proposals(Vocabulary vocabulary) {

    WayUpAnswer.Proposal of(Way.Proposal proposal) {
        return answer(
                proposal.changes().stream().map(this::change).toList(),
                proposal.attainment(),
                words(language -> reached(
                        language,
                        joined(
                                language,
                                "and",
                                proposal.changes().stream()
                                        .map(change -> text(language, change))
                                        .toList()),
                        proposal.attainment())));
    }

    /// Nothing need change.
    WayUpAnswer.Proposal coming(Attainment attainment) {
        return answer(List.of(), attainment, words(language -> coming(language, attainment)));
    }

    private WayUpAnswer.Proposal answer(
            List<WayUpAnswer.Change> changes, Attainment attainment, Map<String, String> words) {
        return new WayUpAnswer.Proposal(
                changes,
                Objects.requireNonNull(vocabulary.tier(attainment.tier())),
                Objects.requireNonNull(vocabulary.tierName(attainment.tier())),
                attainment.waiting() == null ? null : attainment.waiting().name(),
                attainment.on(),
                words);
    }

    private WayUpAnswer.Change change(Way.Change change) {
        Way.Move decides = change.moves().getFirst();
        return new WayUpAnswer.Change(
                decides.metric(),
                vocabulary.name(decides.metric()),
                vocabulary.unit(decides.metric()),
                Fixed.toDecimal(change.lever().step()),
                decides.from(),
                decides.to(),
                difference(decides),
                change.moves().stream()
                        .skip(1)
                        .map(move -> new WayUpAnswer.Move(
                                move.metric(), vocabulary.name(move.metric()), move.from(), move.to()))
                        .toList());
    }

    private static @Nullable BigDecimal difference(Way.Move move) {
        return move.from() == null ? null : move.to().subtract(move.from());
    }

    private String text(Language language, Way.Change change) {
        Way.Move move = change.moves().getFirst();
        BigDecimal difference = difference(move);
        String name = vocabulary.name(language, move.metric());
        String to = vocabulary.value(language, move.metric(), move.to());
        return difference == null
                ? language.text("change.new", name, to)
                : language.text(
                        difference.signum() > 0 ? "change.up" : "change.down",
                        name,
                        vocabulary.value(language, move.metric(), difference.abs()),
                        vocabulary.value(language, move.metric(), move.from()),
                        to);
    }

    private String reached(Language language, String changes, Attainment attainment) {
        String tier = vocabulary.tier(language, attainment.tier());
        Waiting waiting = attainment.waiting();
        if (waiting == null) {
            return language.text("proposal", changes, tier);
        }
        return attainment.on() == null
                ? language.text("proposal.some-time", changes, tier, comes(language, waiting))
                : language.text("proposal.on", changes, tier, attainment.on(), comes(language, waiting));
    }

    private String coming(Language language, Attainment attainment) {
        String tier = vocabulary.tier(language, attainment.tier());
        String comes = attainment.waiting() == null ? "" : comes(language, attainment.waiting());
        return attainment.on() == null
                ? language.text("coming.some-time", tier, comes)
                : language.text("coming.on", tier, attainment.on(), comes);
    }

    private static String comes(Language language, Waiting waiting) {
        return language.text(
                switch (waiting) {
                    case UPGRADE_AT_REVIEW, STEP, VERSION_AT_REVIEW -> "comes." + waiting.name();
                    case DOWNGRADE_AT_REVIEW, MINIMUM_STAY, GRACE, RENEWED, PROTECTED -> "comes.other";
                });
    }
}
