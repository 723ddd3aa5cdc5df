package io.fenji.engine.difference;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.language.Phrase;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.SchemeExample;
import java.util.List;
import java.util.Map;

/// Compares two versions of a scheme. Parts are matched by their keys (criteria by what they look at, examples by the
/// customer), not by position; what is written in another way and means the same is no difference. An order counts
/// where
/// it decides something: of tiers and of rules.
public final class SchemeDifferences {

    private SchemeDifferences() {}

    /// Everything that is other than before, in the order of a document; empty when both mean the same.
    ///
    /// @throws IllegalArgumentException when one of them is no scheme
    public static List<Difference> between(JsonNode before, JsonNode after) {
        Scheme was = read(before);
        Scheme is = read(after);
        Differences found = new Differences(before, after);
        if (!was.key().equals(is.key())) {
            found.changed("KEY_CHANGED", "/key", "/key", Phrase.of(was.key()), Phrase.of(is.key()));
        }
        found.texts("NAME_CHANGED", "/name", "/name", was.name(), is.name());
        found.texts("DESCRIPTION_CHANGED", "/description", "/description", was.description(), is.description());
        if (!was.population().equals(is.population())) {
            found.changed(
                    "POPULATION_CHANGED",
                    "/population",
                    "/population",
                    Words.condition(was.population()),
                    Words.condition(is.population()));
        }
        DimensionDifferences.find(found, was.dimensions(), is.dimensions());
        CutDifferences.find(found, was.cut(), is.cut());
        TierDifferences.find(found, was.tiers(), is.tiers());
        RuleDifferences.find(found, was, is);
        MovementDifferences.find(found, was, is);
        examples(found, was, is);
        return found.list();
    }

    private static Scheme read(JsonNode document) {
        return switch (SchemeReader.read(document)) {
            case SchemeReading.Readable(Scheme scheme) -> scheme;
            case SchemeReading.Unreadable unreadable ->
                throw new IllegalArgumentException("not a scheme: " + unreadable.findings());
        };
    }

    private record Customer(Map<?, ?> metrics, Map<?, ?> attributes, Map<?, ?> tiers) {
        static Customer of(SchemeExample example) {
            return new Customer(example.metrics(), example.attributes(), example.tiers());
        }
    }

    private static void examples(Differences found, Scheme was, Scheme is) {
        Matching examples = Matching.of(was.examples(), is.examples(), Customer::of);
        examples.both((from, to) -> {
            SchemeExample.Expected expected = was.examples().get(from).expected();
            SchemeExample.Expected now = is.examples().get(to).expected();
            if (!expected.equals(now)) {
                found.changed(
                        "EXAMPLE_CHANGED",
                        "/examples/" + from + "/tier",
                        "/examples/" + to + "/tier",
                        Phrase.of(to + 1L),
                        tier(expected),
                        tier(now));
            }
        });
        examples.added(to -> found.added(
                "EXAMPLE_ADDED", "/examples/" + to, tier(is.examples().get(to).expected())));
        examples.removed(from -> found.removed(
                "EXAMPLE_REMOVED",
                "/examples/" + from,
                tier(was.examples().get(from).expected())));
    }

    private static Phrase tier(SchemeExample.Expected expected) {
        return switch (expected) {
            case SchemeExample.Expected.InTier(String tier) -> Phrase.of(tier);
            case SchemeExample.Expected.NoTier() -> Words.SENTENCES.phrase("noTier");
        };
    }
}
