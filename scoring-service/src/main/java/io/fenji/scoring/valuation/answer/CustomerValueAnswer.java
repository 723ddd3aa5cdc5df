package io.fenji.scoring.valuation.answer;

import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.value.CustomerValue;
import io.fenji.engine.value.HistoryProblem;
import io.fenji.engine.value.LifetimeInterval;
import io.fenji.engine.value.ValueExplanation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the models in force say of a customer.
///
/// @param asOf the base's business date
/// @param percentile of the lifetime value of the next 365 days among the calibrated base
/// @param problem what is wrong with the history, if anything is
@RegisterForReflection
public record CustomerValueAnswer(
        UUID customerId,
        LocalDate asOf,
        UUID calibrationId,
        int horizonDays,
        Forecast now,
        Interval lifetimeValueInterval,
        BigDecimal residualDays,
        BigDecimal percentile,
        @Nullable Cluster cluster,
        Forecast withOneMoreOrder,
        @Nullable HistoryProblem problem,
        List<Map<String, String>> words) {
    private static final int PLACES = 4;

    /// Numbers that orders move, with four places like the metrics.
    @RegisterForReflection
    public record Forecast(
            BigDecimal aliveProbability,
            BigDecimal churnRisk,
            ExpectedOrders expectedOrders,
            BigDecimal spendPerOrder,
            BigDecimal lifetimeValue) {
        static Forecast of(CustomerValue value) {
            return new Forecast(
                    rounded(value.aliveProbability()),
                    rounded(value.churnRisk()),
                    new ExpectedOrders(
                            rounded(value.expectedOrders30()),
                            rounded(value.expectedOrders90()),
                            rounded(value.expectedOrders365())),
                    rounded(value.spendPerOrder()),
                    rounded(value.lifetimeValue()));
        }
    }

    /// Days with orders in the next days.
    @RegisterForReflection
    public record ExpectedOrders(BigDecimal days30, BigDecimal days90, BigDecimal days365) {}

    /// Where the discounted spend lies with the probability of the level.
    @RegisterForReflection
    public record Interval(BigDecimal level, BigDecimal low, BigDecimal median, BigDecimal high) {
        static Interval of(LifetimeInterval interval) {
            return new Interval(
                    rounded(interval.level()),
                    rounded(interval.low()),
                    rounded(interval.median()),
                    rounded(interval.high()));
        }
    }

    /// The cluster in force that the customer is in.
    @RegisterForReflection
    public record Cluster(int number, Map<String, String> name) {}

    static List<Map<String, String>> words(ValueExplanation explanation) {
        return explanation.phrases().stream().map(CustomerValueAnswer::inAll).toList();
    }

    private static Map<String, String> inAll(Phrase phrase) {
        return Arrays.stream(Language.values()).collect(Collectors.toMap(Language::tag, phrase::in));
    }

    static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
