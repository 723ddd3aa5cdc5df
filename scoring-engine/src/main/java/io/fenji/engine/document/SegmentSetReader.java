package io.fenji.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Scale.Better;
import io.fenji.engine.segment.Segment;
import io.fenji.engine.segment.SegmentGroup;
import io.fenji.engine.segment.SegmentScore;
import io.fenji.engine.segment.SegmentSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads documents of segments. Stateless. Conditions are those of schemes.
///
/// Limits: 200 segments, 20 scores of 2 to 100 bins.
public final class SegmentSetReader {

    private static final int MOST_SEGMENTS = 200;
    private static final int MOST_SCORES = 20;
    private static final int MOST_BINS = 100;
    private static final Set<String> PROPERTIES =
            Set.of("key", "name", "description", "group", "population", "scores", "calibrate", "segments");

    private SegmentSetReader() {}

    /// Reads a document given as a tree; numbers should have been parsed as decimals.
    public static DocumentReading<SegmentSet> read(JsonNode document) {
        Findings findings = new Findings();
        Place root = new Place(document, "", findings);
        if (!root.isObjectOf(PROPERTIES, Set.of())) {
            return new DocumentReading.Unreadable<>(findings.list());
        }
        SegmentSet set = set(root);
        return findings.isEmpty()
                ? new DocumentReading.Readable<>(set)
                : new DocumentReading.Unreadable<>(findings.list());
    }

    private static SegmentSet set(Place root) {
        return new SegmentSet(
                root.requires("key") ? root.at("key").schemeKey() : "",
                root.requires("name") ? root.at("name").texts(200) : Map.of(),
                root.has("description") ? root.at("description").texts(2000) : Map.of(),
                root.has("group") ? group(root.at("group")) : SegmentGroup.CUSTOM,
                root.has("population") ? ConditionReader.read(root.at("population")) : Condition.EVERYONE,
                root.has("scores")
                        ? root.at("scores").items(0, MOST_SCORES).stream()
                                .map(SegmentSetReader::score)
                                .toList()
                        : List.of(),
                root.has("calibrate") ? MovementReader.schedule(root.at("calibrate")) : null,
                root.requires("segments")
                        ? root.at("segments").items(1, MOST_SEGMENTS).stream()
                                .map(SegmentSetReader::segment)
                                .toList()
                        : List.of());
    }

    private static SegmentGroup group(Place place) {
        String text = place.text(20);
        return Arrays.stream(SegmentGroup.values())
                .filter(group -> group.name().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    place.fault(
                            "BAD_VALUE",
                            Arrays.stream(SegmentGroup.values()).map(Enum::name).collect(Collectors.joining(", ")));
                    return SegmentGroup.CUSTOM;
                });
    }

    private static SegmentScore score(Place place) {
        boolean isMean = place.has("mean");
        if (!place.isObjectOf(isMean ? Set.of("key", "mean") : Set.of("key", "metric", "bins", "better"), Set.of())) {
            return new SegmentScore.Mean("", List.of());
        }
        String key = place.requires("key") ? place.at("key").metricKey() : "";
        if (isMean) {
            return new SegmentScore.Mean(
                    key,
                    place.at("mean").items(1, MOST_SCORES).stream()
                            .map(Place::metricKey)
                            .toList());
        }
        return new SegmentScore.Bin(
                key,
                place.requires("metric") ? place.at("metric").metricKey() : "",
                place.requires("bins") ? place.at("bins").integer(2, MOST_BINS) : 2,
                place.has("better") ? better(place.at("better")) : Better.HIGHER);
    }

    private static Better better(Place place) {
        String text = place.text(20);
        if (!text.equals("higher") && !text.equals("lower")) {
            place.fault("BAD_VALUE", "“higher”, “lower”");
            return Better.HIGHER;
        }
        return Better.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Segment segment(Place place) {
        if (!place.isObjectOf(Set.of("key", "name", "description", "when"), Set.of())) {
            return new Segment("", Map.of(), Map.of(), Condition.EVERYONE);
        }
        return new Segment(
                place.requires("key") ? place.at("key").schemeKey() : "",
                place.requires("name") ? place.at("name").texts(200) : Map.of(),
                place.has("description") ? place.at("description").texts(2000) : Map.of(),
                place.requires("when") ? ConditionReader.read(place.at("when")) : Condition.EVERYONE);
    }
}
