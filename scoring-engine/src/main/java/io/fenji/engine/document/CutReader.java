package io.fenji.engine.document;

import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Scale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// Reads cuts.
final class CutReader {

    private static final Set<String> TYPES = Set.of("score", "topShare", "valueShare", "clusters", "rules");

    private static final int MOST_FEATURES = 20;

    private CutReader() {}

    static Cut read(Place place) {
        if (!place.node().isObject()) {
            place.fault("WRONG_TYPE.cut");
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
                place.isObjectOf(Set.of("type", "features", "orderBy", "seed"), Set.of());
                yield new Cut.Clusters(
                        place.requires("features")
                                ? place.at("features").items(1, MOST_FEATURES).stream()
                                        .map(CutReader::feature)
                                        .toList()
                                : List.of(),
                        place.has("orderBy") ? place.at("orderBy").metricKey() : null,
                        place.has("seed") ? place.at("seed").integer(0, Integer.MAX_VALUE) : 1);
            }
            case "" -> new Cut.Score();
            default -> {
                place.at("type").fault("UNKNOWN_CUT", Place.sorted(TYPES));
                yield new Cut.Score();
            }
        };
    }

    private static Cut.Feature feature(Place place) {
        if (!place.isObjectOf(Set.of("metric", "transform", "better"), Set.of())) {
            return new Cut.Feature("", Cut.Transform.NONE, Scale.Better.HIGHER);
        }
        return new Cut.Feature(
                place.requires("metric") ? place.at("metric").metricKey() : "",
                transform(place),
                ScaleReader.better(place));
    }

    private static Cut.Transform transform(Place place) {
        if (!place.has("transform")) {
            return Cut.Transform.NONE;
        }
        Place transform = place.at("transform");
        return switch (transform.node().asText()) {
            case "none" -> Cut.Transform.NONE;
            case "log" -> Cut.Transform.LOG;
            default -> {
                transform.fault("BAD_VALUE", "none, log");
                yield Cut.Transform.NONE;
            }
        };
    }

    private static List<BigDecimal> shares(Place place) {
        return place.requires("shares")
                ? place.at("shares").items(1, 49).stream().map(Place::decimal).toList()
                : List.of();
    }
}
