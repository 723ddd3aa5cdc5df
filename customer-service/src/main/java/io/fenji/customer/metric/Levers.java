package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fenji.customer.definition.FilterCondition;
import io.fenji.customer.definition.MetricDocument;
import io.fenji.customer.metric.Lever.Moves;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which metrics somebody can move at will, how, and by what at least. It is decided here because it
/// follows from what metrics are made of.
///
/// More can be bought, said or brought in at any time, so what sums or counts facts rises. Facts are
/// not taken back, so it does not fall; but a complaint can be resolved. Being bought from or talked to
/// today makes the days since then none. Time cannot be hurried: nobody moves `tenureDays`, and
/// complaints leave their window by themselves.
final class Levers {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");
    private static final BigDecimal SMALLEST = new BigDecimal("0.0001");

    private Levers() {}

    /// The smallest change of a built-in metric.
    static BigDecimal step(Metric metric) {
        return switch (metric.key()) {
            case "nps", "creditRating" -> ONE;
            default -> byUnit(metric.unit());
        };
    }

    /// The smallest change of a metric that somebody has defined.
    static BigDecimal step(MetricDocument document) {
        return switch (aggregate(document)) {
            case "count", "distinct", "daysSince" -> ONE;
            case "max", "min", "last" -> isAnswer(document) ? ONE : byUnit(document.unit());
            default -> byUnit(document.unit());
        };
    }

    private static BigDecimal byUnit(@Nullable String unit) {
        return switch (String.valueOf(unit)) {
            case "count", "days" -> ONE;
            case "money" -> HUNDREDTH;
            default -> SMALLEST;
        };
    }

    /// Whether its values are whole marks that people give.
    private static boolean isAnswer(MetricDocument document) {
        return Objects.equals(document.source(), "feedback");
    }

    static Optional<Lever> of(Metric metric) {
        String window = metric.window();
        String family = window == null ? metric.key() : metric.key().replace("." + window, "");
        return switch (family) {
            case "profit", "creditRating", "activityTrend" -> Optional.of(Lever.up(family, Moves.BY_AMOUNT));
            case "assets" -> Optional.of(Lever.up(family, Moves.BY_AMOUNT).from(HUNDREDTH));
            case "categories" -> Optional.of(Lever.up(family, Moves.BY_AMOUNT).from(ONE));
            // The mean of a window has no fixed relation to that of another.
            case "averageOrder" ->
                Optional.of(Lever.up(metric.key(), Moves.BY_AMOUNT).from(HUNDREDTH));
            case "orderGapDays", "returnRate", "discountShare" -> Optional.of(Lever.down(family, Moves.BY_AMOUNT));
            case "satisfaction" ->
                Optional.of(Lever.up(metric.key(), Moves.BY_AMOUNT).atMost(5).from(ONE));
            case "nps" ->
                Optional.of(Lever.up(metric.key(), Moves.BY_AMOUNT).atMost(10).from(BigDecimal.ZERO));
            // The next purchase adds to one of these at most; what it brings depends on the day it is made.
            case "purchaseDays", "repeatSpend" -> Optional.of(Lever.up(family, Moves.BY_AMOUNT));
            case "lastPurchaseDays" -> Expressions.of("recencyDays").flatMap(Levers::of);
            case "tenureDays", "firstPurchaseDays" -> Optional.empty();
            default -> Expressions.of(metric.key()).flatMap(Levers::of);
        };
    }

    static Optional<Lever> of(MetricDocument document) {
        String key = facts(document);
        return switch (aggregate(document)) {
            case "sum", "distinct" -> Optional.of(Lever.up(key, Moves.BY_AMOUNT));
            case "count" -> counting(document, key);
            case "max" -> Optional.of(Lever.up(key, Moves.TO_LEVEL).from(step(document)));
            case "min" -> Optional.of(Lever.down(key, Moves.TO_LEVEL));
            case "last" -> Optional.of(Lever.eitherWay(key, Moves.TO_LEVEL));
            case "daysSince" -> Optional.of(Lever.down(key, Moves.TO_LEVEL).from(BigDecimal.ZERO));
            default -> Optional.of(Lever.eitherWay(key + "." + document.window(), Moves.BY_AMOUNT));
        };
    }

    /// Nobody is asked for complaints; those that are open can be resolved.
    private static Optional<Lever> counting(MetricDocument document, String key) {
        if (has(document, "resolved", BooleanNode.FALSE)) {
            return Optional.of(Lever.down(key, Moves.BY_AMOUNT));
        }
        return has(document, "type", TextNode.valueOf("COMPLAINT"))
                ? Optional.empty()
                : Optional.of(Lever.up(key, Moves.BY_AMOUNT));
    }

    private static boolean has(MetricDocument document, String field, JsonNode value) {
        return conditions(document).stream()
                .anyMatch(condition -> condition != null
                        && Objects.equals(condition.field(), field)
                        && Objects.equals(condition.is(), value));
    }

    private static List<@Nullable FilterCondition> conditions(MetricDocument document) {
        List<@Nullable FilterCondition> filter = document.filter();
        return filter == null ? List.of() : filter;
    }

    /// The same for all metrics that make the same of the same facts, whatever the window.
    private static String facts(MetricDocument document) {
        String facts = document.source() + "." + aggregate(document);
        String field = document.field() == null ? "" : "." + document.field();
        String filter = conditions(document).isEmpty()
                ? ""
                : "." + UUID.nameUUIDFromBytes(conditions(document).toString().getBytes(StandardCharsets.UTF_8));
        return facts + field + filter;
    }

    private static String aggregate(MetricDocument document) {
        return String.valueOf(document.aggregate());
    }
}
