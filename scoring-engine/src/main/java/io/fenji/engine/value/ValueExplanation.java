package io.fenji.engine.value;

import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// What the numbers of one customer rest on, and how they would move with one more order today.
///
/// @param withOneMore the values with one more order today, of the spend that is expected; the values now when there
///     was one today, because orders of one day count as one
public record ValueExplanation(CustomerValue now, CustomerValue withOneMore, List<Phrase> phrases) {

    private static final Wording WORDING = Wording.of("value");

    public ValueExplanation {
        phrases = List.copyOf(phrases);
    }

    static ValueExplanation of(
            ValueCalibration calibration, CustomerHistory history, CustomerValue now, CustomerValue withOneMore) {
        List<Phrase> phrases = new ArrayList<>();
        if (now.problem() != HistoryProblem.NONE) {
            phrases.add(WORDING.phrase("problem." + now.problem()));
        }
        phrases.add(
                history.orders() == 0
                        ? WORDING.phrase("history.first", Phrase.of(history.age()))
                        : WORDING.phrase(
                                "history.repeat",
                                Phrase.of(history.orders()),
                                Phrase.of(history.age()),
                                Phrase.of(history.age() - history.last())));
        phrases.add(
                history.spendOrders() == 0
                        ? WORDING.phrase("spend.unknown", number(now.spendPerOrder(), 2))
                        : WORDING.phrase(
                                "spend.known",
                                number(history.meanSpend(), 2),
                                Phrase.of(history.spendOrders()),
                                number(now.spendPerOrder(), 2)));
        phrases.add(WORDING.phrase(
                "models",
                WORDING.phrase("model." + calibration.purchase().model()),
                WORDING.phrase("model." + calibration.spend().model())));
        calibration.reasons().forEach(reason -> phrases.add(reason.phrase()));
        phrases.add(WORDING.phrase(
                "horizon",
                Phrase.of(calibration.settings().horizonDays()),
                number(100 * calibration.settings().yearlyDiscount(), 1)));
        if (history.last() >= history.age()) {
            phrases.add(WORDING.phrase("more.today"));
        } else {
            phrases.add(WORDING.phrase(
                    "more.order",
                    number(100 * now.aliveProbability(), 1),
                    number(100 * withOneMore.aliveProbability(), 1),
                    number(100 * now.churnRisk(), 1),
                    number(100 * withOneMore.churnRisk(), 1),
                    number(now.expectedOrders90(), 2),
                    number(withOneMore.expectedOrders90(), 2),
                    number(now.lifetimeValue(), 2),
                    number(withOneMore.lifetimeValue(), 2)));
        }
        return new ValueExplanation(now, withOneMore, phrases);
    }

    /// The sentences, in order.
    public List<String> sentences(Language language) {
        return phrases.stream().map(phrase -> phrase.in(language)).toList();
    }

    private static Phrase number(double number, int digits) {
        return Phrase.of(BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP));
    }
}
