package io.fenji.launcher.console;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The user-facing texts of one language, from `io/fenji/launcher/messages*.properties`.
public final class Messages {
    private static final String BUNDLE = "io.fenji.launcher.messages";

    private final Language language;
    private final ResourceBundle bundle;

    private Messages(Language language) {
        this.language = language;
        // Without the control a Chinese machine would get Chinese texts for English.
        this.bundle = ResourceBundle.getBundle(
                BUNDLE,
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static Messages in(Language language) {
        return new Messages(language);
    }

    public Language language() {
        return language;
    }

    /// The text with its placeholders filled; numbers are grouped as the language does it.
    public String get(String key, @Nullable Object... arguments) {
        return new MessageFormat(bundle.getString(key), language.locale()).format(arguments);
    }

    /// The text, or the fallback where the bundle has none: for codes that services may add to.
    public String getOr(String key, String fallback) {
        return bundle.containsKey(key) ? get(key) : fallback;
    }
}
