package io.fenji.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.warning.WarningRules;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads documents of warning rules. Stateless.
public final class WarningRulesReader {

    private static final int LONGEST = 3_650;
    private static final int MOST = 10_000;
    private static final Set<String> PROPERTIES = Set.of(
            "value",
            "population",
            "calibrate",
            "activityFalling",
            "orderGap",
            "spendFalling",
            "churnRisk",
            "openComplaint",
            "tierAtRisk");

    private WarningRulesReader() {}

    /// Reads a document given as a tree; numbers should have been parsed as decimals.
    public static DocumentReading<WarningRules> read(JsonNode document) {
        Findings findings = new Findings();
        Place root = new Place(document, "", findings);
        if (!root.isObjectOf(PROPERTIES, Set.of())) {
            return new DocumentReading.Unreadable<>(findings.list());
        }
        WarningRules rules = new WarningRules(
                value(root),
                root.has("population") ? ConditionReader.read(root.at("population")) : Condition.EVERYONE,
                root.has("calibrate") ? MovementReader.schedule(root.at("calibrate")) : null,
                rule(root, "activityFalling", WarningRulesReader::activityFalling),
                rule(root, "orderGap", WarningRulesReader::orderGap),
                rule(root, "spendFalling", WarningRulesReader::spendFalling),
                rule(root, "churnRisk", WarningRulesReader::churnRisk),
                rule(root, "openComplaint", WarningRulesReader::openComplaint),
                rule(root, "tierAtRisk", WarningRulesReader::tierAtRisk));
        return findings.isEmpty()
                ? new DocumentReading.Readable<>(rules)
                : new DocumentReading.Unreadable<>(findings.list());
    }

    private static WarningRules.Value value(Place root) {
        if (!root.requires("value") || !root.at("value").isObjectOf(Set.of("metric", "topShare"), Set.of())) {
            return new WarningRules.Value("", BigDecimal.ZERO);
        }
        Place place = root.at("value");
        return new WarningRules.Value(
                place.requires("metric") ? place.at("metric").metricKey() : "",
                between(place, "topShare", "0.0001", "0.9999"));
    }

    private static <T> @Nullable T rule(Place root, String property, Function<Place, T> read) {
        return root.has(property) ? read.apply(root.at(property)) : null;
    }

    private static WarningRules.ActivityFalling activityFalling(Place place) {
        place.isObjectOf(Set.of("atMost", "confidence", "urgentConfidence"), Set.of());
        return new WarningRules.ActivityFalling(
                between(place, "atMost", "0", "1"),
                confidence(place, "confidence"),
                confidence(place, "urgentConfidence"));
    }

    private static WarningRules.OrderGap orderGap(Place place) {
        place.isObjectOf(Set.of("minOrders", "confidence", "urgentConfidence", "minDays", "maxDays"), Set.of());
        return new WarningRules.OrderGap(
                number(place, "minOrders", 2, MOST),
                confidence(place, "confidence"),
                confidence(place, "urgentConfidence"),
                number(place, "minDays", 1, LONGEST),
                number(place, "maxDays", 1, LONGEST));
    }

    private static WarningRules.SpendFalling spendFalling(Place place) {
        place.isObjectOf(Set.of("atMost", "urgentAtMost", "confidence", "minOrders", "minTenureDays"), Set.of());
        return new WarningRules.SpendFalling(
                between(place, "atMost", "0", "1"),
                between(place, "urgentAtMost", "0", "1"),
                confidence(place, "confidence"),
                number(place, "minOrders", 1, MOST),
                number(place, "minTenureDays", 120, LONGEST));
    }

    private static WarningRules.ChurnRisk churnRisk(Place place) {
        place.isObjectOf(Set.of("chanceToSave", "costOfContact", "leadDays"), Set.of());
        return new WarningRules.ChurnRisk(
                between(place, "chanceToSave", "0.0001", "1"),
                between(place, "costOfContact", "0", "1000000000"),
                number(place, "leadDays", 0, 365));
    }

    private static WarningRules.OpenComplaint openComplaint(Place place) {
        place.isObjectOf(Set.of("atLeast", "urgentAtLeast"), Set.of());
        return new WarningRules.OpenComplaint(
                number(place, "atLeast", 1, MOST), number(place, "urgentAtLeast", 1, MOST));
    }

    private static WarningRules.TierAtRisk tierAtRisk(Place place) {
        place.isObjectOf(Set.of("points", "share", "urgentDays"), Set.of());
        return new WarningRules.TierAtRisk(
                between(place, "points", "0", "100"),
                between(place, "share", "0", "1"),
                number(place, "urgentDays", 0, LONGEST));
    }

    private static BigDecimal confidence(Place place, String property) {
        return between(place, property, "0.5", "0.9999");
    }

    private static int number(Place place, String property, int least, int most) {
        return place.requires(property) ? place.at(property).integer(least, most) : least;
    }

    private static BigDecimal between(Place place, String property, String least, String most) {
        BigDecimal low = new BigDecimal(least);
        if (!place.requires(property)) {
            return low;
        }
        BigDecimal value = place.at(property).decimal();
        if (value.compareTo(low) < 0 || value.compareTo(new BigDecimal(most)) > 0) {
            place.at(property).fault("OUT_OF_RANGE.between", least, most);
            return low;
        }
        return value;
    }
}
