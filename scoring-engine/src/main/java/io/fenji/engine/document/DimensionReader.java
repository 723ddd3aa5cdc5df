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

    private static final Criterion.Source NO_METRIC = new Criterion.Source.Metric("");
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
        if (!place.isObjectOf(Set.of("metric", "attribute", "weight", "scale", "missing"), Set.of())) {
            return new Criterion(NO_METRIC, BigDecimal.ONE, ScaleReader.STAND_IN, NO_POINTS);
        }
        Criterion.Source source = source(place);
        BigDecimal weight = place.requires("weight") ? place.at("weight").decimal() : BigDecimal.ONE;
        Scale scale = place.requires("scale") ? ScaleReader.read(place.at("scale")) : ScaleReader.STAND_IN;
        boolean known = ScaleReader.isOfKnownType(place.at("scale")) && place.has("metric") != place.has("attribute");
        if (known && scale instanceof Scale.Category != source instanceof Criterion.Source.Attribute) {
            place.at("scale").fault("SCALE_DOES_NOT_FIT");
        }
        return new Criterion(source, weight, scale, place.has("missing") ? missing(place.at("missing")) : NO_POINTS);
    }

    private static Criterion.Source source(Place place) {
        if (place.has("metric") && place.has("attribute")) {
            place.fault("BAD_CRITERION");
            return NO_METRIC;
        }
        if (place.has("attribute")) {
            return new Criterion.Source.Attribute(place.at("attribute").attributeKey());
        }
        return place.requires("metric")
                ? new Criterion.Source.Metric(place.at("metric").metricKey())
                : NO_METRIC;
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
                place.fault("BAD_MISSING");
                yield NO_POINTS;
            }
        };
    }
}
