package io.fenji.engine.document;

import io.fenji.engine.scheme.Cut;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// Reads cuts.
final class CutReader {

    private CutReader() {}

    static Cut read(Place place) {
        if (!place.node().isObject()) {
            place.fault("WRONG_TYPE", "A cut is an object with \"type\".");
            return new Cut.Score();
        }
        if (!place.requires("type")) {
            return new Cut.Score();
        }
        return switch (place.at("type").text(100)) {
            case "score" -> {
                place.isObjectOf(Set.of("type"), Set.of());
                yield new Cut.Score();
            }
            case "valueShare" -> {
                place.isObjectOf(Set.of("type", "metric", "shares"), Set.of());
                yield new Cut.ValueShare(
                        place.requires("metric") ? place.at("metric").metricKey() : "", shares(place));
            }
            case "rules" -> {
                place.isObjectOf(Set.of("type", "otherwise"), Set.of());
                yield new Cut.Rules(
                        place.has("otherwise")
                                ? new Cut.Otherwise.InTier(place.at("otherwise").tierKey())
                                : new Cut.Otherwise.NoTier());
            }
            case "topShare" -> {
                place.isObjectOf(Set.of("type", "metric", "shares"), Set.of());
                yield new Cut.TopShare(place.has("metric") ? place.at("metric").metricKey() : null, shares(place));
            }
            case "clusters" -> {
                place.at("type").fault("NOT_SUPPORTED", "This cut is not supported yet.");
                yield new Cut.Score();
            }
            case "" -> new Cut.Score();
            default -> {
                place.at("type").fault("UNKNOWN_CUT", "Cuts are score, topShare, valueShare and rules.");
                yield new Cut.Score();
            }
        };
    }

    private static List<BigDecimal> shares(Place place) {
        return place.requires("shares")
                ? place.at("shares").items(1, 49).stream().map(Place::decimal).toList()
                : List.of();
    }
}
