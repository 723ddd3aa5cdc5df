package io.fenji.engine.document;

import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Scale.Better;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads scales.
final class ScaleReader {

    /// Returned where no scale could be read.
    static final Scale STAND_IN = new Scale.Percentile(Better.HIGHER);

    private static final int MOST_CATEGORIES = 1_000;

    private static final Set<String> TYPES =
            Set.of("steps", "linear", "log", "decay", "quantile", "percentile", "category");

    private ScaleReader() {}

    static boolean isOfKnownType(Place place) {
        return TYPES.contains(place.node().path("type").asText());
    }

    static Scale read(Place place) {
        if (!place.node().isObject()) {
            place.fault("WRONG_TYPE.scale");
            return STAND_IN;
        }
        if (!place.requires("type")) {
            return STAND_IN;
        }
        return switch (place.at("type").text(100)) {
            case "steps" -> {
                expect(place, Set.of("type", "steps"));
                yield place.requires("steps")
                        ? new Scale.Steps(place.at("steps").items(1, 200).stream()
                                .map(ScaleReader::step)
                                .toList())
                        : STAND_IN;
            }
            case "linear" -> {
                expect(place, Set.of("type", "from", "to"));
                yield new Scale.Linear(required(place, "from"), required(place, "to"));
            }
            case "decay" -> {
                expect(place, Set.of("type", "halfLifeDays"));
                yield new Scale.Decay(required(place, "halfLifeDays"));
            }
            case "quantile" -> {
                expect(place, Set.of("type", "bins", "better"));
                int bins = place.requires("bins") ? place.at("bins").integer(2, 1_000) : 2;
                yield new Scale.Quantile(bins, better(place));
            }
            case "percentile" -> {
                expect(place, Set.of("type", "better"));
                yield new Scale.Percentile(better(place));
            }
            case "log" -> {
                expect(place, Set.of("type", "from", "to"));
                yield new Scale.Log(required(place, "from"), required(place, "to"));
            }
            case "category" -> {
                expect(place, Set.of("type", "points", "otherwise"));
                yield new Scale.Category(
                        place.requires("points") ? categories(place.at("points")) : Map.of(),
                        place.has("otherwise") ? place.at("otherwise").decimal() : BigDecimal.ZERO);
            }
            case "" -> STAND_IN;
            default -> {
                place.at("type").fault("UNKNOWN_SCALE", Place.sorted(TYPES));
                yield STAND_IN;
            }
        };
    }

    private static void expect(Place place, Set<String> properties) {
        place.isObjectOf(properties, Set.of());
    }

    private static Map<String, BigDecimal> categories(Place place) {
        Map<String, BigDecimal> points = new LinkedHashMap<>();
        place.entries(MOST_CATEGORIES, 200, (value, of) -> points.put(value, of.decimal()));
        return points;
    }

    private static BigDecimal required(Place place, String property) {
        return place.requires(property) ? place.at(property).decimal() : BigDecimal.ONE;
    }

    private static Scale.Step step(Place place) {
        List<BigDecimal> pair = place.items(2, 2).stream().map(Place::decimal).toList();
        return pair.isEmpty()
                ? new Scale.Step(BigDecimal.ZERO, BigDecimal.ZERO)
                : new Scale.Step(pair.getFirst(), pair.getLast());
    }

    /// Which end is the good one, as the object at this place says; the higher when it does not.
    static Better better(Place place) {
        if (!place.has("better")) {
            return Better.HIGHER;
        }
        Place better = place.at("better");
        return switch (better.node().asText()) {
            case "higher" -> Better.HIGHER;
            case "lower" -> Better.LOWER;
            default -> {
                better.fault("BAD_VALUE", "higher, lower");
                yield Better.HIGHER;
            }
        };
    }
}
