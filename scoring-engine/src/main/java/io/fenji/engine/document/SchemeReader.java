package io.fenji.engine.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.SchemeExample;
import io.fenji.engine.scheme.Tier;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads scheme documents. Stateless.
///
/// Limits: 50 dimensions with 500 criteria in all, 50 tiers, 500 rules, 200 examples, 1,000
/// comparisons in one condition nested at most 10 deep.
public final class SchemeReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> PROPERTIES = Set.of(
            "key",
            "name",
            "description",
            "population",
            "dimensions",
            "cut",
            "tiers",
            "rules",
            "movement",
            "review",
            "calibrate",
            "examples");

    private SchemeReader() {}

    /// Reads a document given as JSON text. Text that is no JSON, or has a property twice, is one
    /// finding `MALFORMED_JSON`.
    public static SchemeReading read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            String what = Texts.shown(e.getOriginalMessage(), 500);
            Finding finding = e.getLocation() == null
                    ? Finding.error("", "MALFORMED_JSON", what)
                    : Finding.error(
                            "",
                            "MALFORMED_JSON.at",
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr(),
                            what);
            return new SchemeReading.Unreadable(List.of(finding));
        }
    }

    /// Reads a document given as a tree; numbers should have been parsed as decimals
    /// (`DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS`).
    public static SchemeReading read(JsonNode document) {
        Findings findings = new Findings();
        Place root = new Place(document, "", findings);
        if (!root.isObjectOf(PROPERTIES, Set.of())) {
            return new SchemeReading.Unreadable(findings.list());
        }
        Scheme scheme = scheme(root);
        return findings.isEmpty() ? new SchemeReading.Readable(scheme) : new SchemeReading.Unreadable(findings.list());
    }

    private static Scheme scheme(Place root) {
        return new Scheme(
                root.requires("key") ? root.at("key").schemeKey() : "",
                root.requires("name") ? root.at("name").texts(200) : Map.of(),
                root.has("description") ? root.at("description").texts(2000) : Map.of(),
                root.has("population") ? ConditionReader.read(root.at("population")) : Condition.EVERYONE,
                list(root, "dimensions", 50, DimensionReader::read),
                root.requires("cut") ? CutReader.read(root.at("cut")) : new Cut.Score(),
                root.requires("tiers")
                        ? root.at("tiers").items(1, 50).stream()
                                .map(SchemeReader::tier)
                                .toList()
                        : List.of(),
                list(root, "rules", 500, RuleReader::read),
                root.has("movement") ? MovementReader.movement(root.at("movement")) : Movement.AT_ONCE,
                root.has("review") ? MovementReader.review(root.at("review")) : new Review.Never(),
                root.has("calibrate") ? MovementReader.schedule(root.at("calibrate")) : null,
                list(root, "examples", 200, SchemeReader::example));
    }

    private static <T> List<T> list(Place root, String property, int most, Function<Place, T> read) {
        return root.has(property)
                ? root.at(property).items(0, most).stream().map(read).toList()
                : List.of();
    }

    private static Tier tier(Place place) {
        if (!place.isObjectOf(Set.of("key", "name", "enter", "leave"), Set.of())) {
            return new Tier("", Map.of(), null, null);
        }
        return new Tier(
                place.requires("key") ? place.at("key").tierKey() : "",
                place.requires("name") ? place.at("name").texts(200) : Map.of(),
                place.has("enter") ? place.at("enter").decimal() : null,
                place.has("leave") ? place.at("leave").decimal() : null);
    }

    private static SchemeExample example(Place place) {
        Map<String, BigDecimal> metrics = new LinkedHashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        SchemeExample.Expected expected = new SchemeExample.Expected.NoTier();
        Map<String, String> tiers = new LinkedHashMap<>();
        if (place.isObjectOf(Set.of("metrics", "attributes", "tiers", "tier"), Set.of())) {
            if (place.has("metrics")) {
                place.at("metrics").entries(200, 100, (name, value) -> metrics.put(name, value.decimal()));
            }
            if (place.has("attributes")) {
                place.at("attributes").entries(200, 100, (name, value) -> attribute(name, value, attributes));
            }
            if (place.has("tiers")) {
                place.at("tiers").entries(200, 63, (scheme, value) -> tiers.put(scheme, value.tierKey()));
            }
            if (place.requires("tier") && !place.at("tier").node().isNull()) {
                expected = new SchemeExample.Expected.InTier(place.at("tier").tierKey());
            }
        }
        return new SchemeExample(metrics, attributes, tiers, expected);
    }

    private static void attribute(String name, Place value, Map<String, String> attributes) {
        if (Place.isAttributeKey(name)) {
            attributes.put(name, value.text(200));
        } else {
            value.fault("BAD_KEY.attribute");
        }
    }
}
