package io.fenji.scoring.way;

import static io.fenji.scoring.way.Vocabulary.SENTENCES;
import static io.fenji.scoring.way.Vocabulary.words;

import io.fenji.engine.evaluation.Attainment;
import io.fenji.engine.evaluation.Waiting;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.way.Way;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ways up as the contract has them.
record Proposals(Vocabulary vocabulary) {

    WayUpAnswer.Proposal of(Way.Proposal proposal) {
        Phrase changes = SENTENCES.list(
                "list.and", proposal.changes().stream().map(this::phrase).toList());
        return answer(
                proposal.changes().stream().map(this::change).toList(),
                proposal.attainment(),
                reached(changes, proposal.attainment()));
    }

    /// Nothing need change.
    WayUpAnswer.Proposal coming(Attainment attainment) {
        Phrase tier = vocabulary.tier(attainment.tier());
        Phrase comes = attainment.waiting() == null ? Phrase.of("") : comes(attainment.waiting());
        return answer(
                List.of(),
                attainment,
                attainment.on() == null
                        ? SENTENCES.phrase("coming.some-time", tier, comes)
                        : SENTENCES.phrase("coming.on", tier, date(attainment.on()), comes));
    }

    private WayUpAnswer.Proposal answer(List<WayUpAnswer.Change> changes, Attainment attainment, Phrase sentence) {
        return new WayUpAnswer.Proposal(
                changes,
                Objects.requireNonNull(vocabulary.tierKey(attainment.tier())),
                Objects.requireNonNull(vocabulary.tierName(attainment.tier())),
                attainment.waiting() == null ? null : attainment.waiting().name(),
                attainment.on(),
                words(sentence));
    }

    private WayUpAnswer.Change change(Way.Change change) {
        Way.Move decides = change.moves().getFirst();
        return new WayUpAnswer.Change(
                decides.metric(),
                vocabulary.metricName(decides.metric()),
                vocabulary.unit(decides.metric()),
                Fixed.toDecimal(change.lever().step()),
                decides.from(),
                decides.to(),
                difference(decides),
                change.moves().stream()
                        .skip(1)
                        .map(move -> new WayUpAnswer.Move(
                                move.metric(), vocabulary.metricName(move.metric()), move.from(), move.to()))
                        .toList());
    }

    private static @Nullable BigDecimal difference(Way.Move move) {
        return move.from() == null ? null : move.to().subtract(move.from());
    }

    private Phrase phrase(Way.Change change) {
        Way.Move move = change.moves().getFirst();
        BigDecimal difference = difference(move);
        Phrase name = vocabulary.metric(move.metric());
        Phrase to = vocabulary.value(move.metric(), move.to());
        return difference == null
                ? SENTENCES.phrase("change.new", name, to)
                : SENTENCES.phrase(
                        difference.signum() > 0 ? "change.up" : "change.down",
                        name,
                        vocabulary.value(move.metric(), difference.abs()),
                        vocabulary.value(move.metric(), move.from()),
                        to);
    }

    private Phrase reached(Phrase changes, Attainment attainment) {
        Phrase tier = vocabulary.tier(attainment.tier());
        Waiting waiting = attainment.waiting();
        if (waiting == null) {
            return SENTENCES.phrase("proposal", changes, tier);
        }
        return attainment.on() == null
                ? SENTENCES.phrase("proposal.some-time", changes, tier, comes(waiting))
                : SENTENCES.phrase("proposal.on", changes, tier, date(attainment.on()), comes(waiting));
    }

    private static Phrase comes(Waiting waiting) {
        return SENTENCES.phrase(
                switch (waiting) {
                    case UPGRADE_AT_REVIEW, STEP, VERSION_AT_REVIEW -> "comes." + waiting.name();
                    case DOWNGRADE_AT_REVIEW, MINIMUM_STAY, GRACE, RENEWED, PROTECTED -> "comes.other";
                });
    }

    private static Phrase date(LocalDate date) {
        return Phrase.of(date.toString());
    }
}
