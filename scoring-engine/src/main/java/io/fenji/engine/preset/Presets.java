package io.fenji.engine.preset;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.document.SchemeReader;
import io.fenji.engine.document.SchemeReading;
import io.fenji.engine.scheme.Scheme;
import java.util.List;

/// The presets that ship with Fenji, from `presets/*.json` on the class path.
public final class Presets {

    private static final List<String> KEYS = List.of(
            "ecommerce-members",
            "finance-wealth",
            "manufacturing-abc",
            "b2b-abc",
            "retail-rfm",
            "abc-pareto-80-95",
            "big-spender");

    private Presets() {}

    /// Keys of all presets, in order of display. Use [#keys()] and `contains` to ask for an unknown
    /// one.
    public static List<String> keys() {
        return KEYS;
    }

    /// All presets, in order of display.
    public static List<Preset> all() {
        return KEYS.stream().map(Presets::get).toList();
    }

    /// The preset of this key.
    ///
    /// @throws IllegalArgumentException when there is no preset of this key
    public static Preset get(String key) {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("there is no preset \"" + key + "\"");
        }
        JsonNode document = Resources.document("presets/" + key + ".json");
        return switch (SchemeReader.read(document)) {
            case SchemeReading.Readable(Scheme scheme) -> new Preset(document, scheme);
            case SchemeReading.Unreadable unreadable ->
                throw new IllegalStateException("preset " + key + " is broken: " + unreadable.findings());
        };
    }
}
