package io.fenji.engine.document;

import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.weight.Weightings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads dimensions with their criteria.
final class DimensionReader {

    private static final Missing NO_POINTS = new Missing.Points(BigDecimal.ZERO);

    private DimensionReader() {}

    static Dimension read(Place place) {
        if (!place.isObjectOf(Set.of("key", "name", "weight", "criteria"), Set.of())) {
            return new Dimension("", Map.of(), BigDecimal.ONE, List.of());
        }
        return new Dimension(
                place.requires("key") ? place.at("key").partKey() : "",
                place.has("name") ? place.at("name").texts(200) : Map.of(),
                place.requires("weight") ? place.at("weight").decimal() : BigDecimal.ONE,
                place.requires("criteria")
                        ? place.at("criteria").items(1, Weightings.MOST_CRITERIA).stream()
                                .map(DimensionReader::criterion)
                                .toList()
                        : List.of());
    }

    private static Criterion criterion(Place place) {
        if (!place.isObjectOf(Set.of("metric", "weight", "scale", "missing"), Set.of())) {
            return new Criterion("", BigDecimal.ONE, ScaleReader.STAND_IN, NO_POINTS);
        }
        String metric = place.requires("metric") ? place.at("metric").metricKey() : "";
        BigDecimal weight = place.requires("weight") ? place.at("weight").decimal() : BigDecimal.ONE;
        Scale scale = place.requires("scale") ? ScaleReader.read(place.at("scale")) : ScaleReader.STAND_IN;
        return new Criterion(metric, weight, scale, place.has("missing") ? missing(place.at("missing")) : NO_POINTS);
    }

    private static Missing missing(Place place) {
        if (place.node().isObject()) {
            place.isObjectOf(Set.of("points"), Set.of());
            return new Missing.Points(
                    place.requires("points") ? place.at("points").decimal() : BigDecimal.ZERO);
        }
        return switch (place.node().asText()) {
            case "neutral" -> new Missing.Neutral();
            case "redistribute" -> new Missing.Redistribute();
            case "ineligible" -> new Missing.Ineligible();
            default -> {
                place.fault(
                        "BAD_MISSING",
                        "This is \"neutral\", \"redistribute\", \"ineligible\" or {\"points\": 0..100}.");
                yield NO_POINTS;
            }
        };
    }
}
