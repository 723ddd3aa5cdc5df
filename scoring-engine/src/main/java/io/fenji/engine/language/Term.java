package io.fenji.engine.language;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a metric is called.
///
/// @param name by language tag; empty when it has none
/// @param unit `money`, `count`, `days`, `ratio` or another word of the catalogue; empty when it is not said
/// @param window such as `365d` or `lifetime`; null for none
/// @param windowInName whether the name says the window
public record Term(
        Map<String, String> name, String unit, @Nullable String window, boolean windowInName) {

    private static final Pattern WINDOW = Pattern.compile("(?:^|\\.)([0-9]{1,9}d|lifetime)$");

    public Term {
        name = Map.copyOf(name);
    }

    /// What is known of a metric of which nothing but the key is.
    static Term ofKey(String key) {
        return new Term(Map.of(), "", windowOf(key), true);
    }

    /// The window that a key ends with, as keys of the ready-made metrics do; null for none.
    public static @Nullable String windowOf(String key) {
        Matcher window = WINDOW.matcher(key);
        return window.find() ? window.group(1) : null;
    }
}
