package io.fenji.launcher.console;

import java.util.Locale;

/// The languages the suite speaks.
public enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The BCP 47 tag, as the services use it.
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /// The language of a tag.
    ///
    /// @throws IllegalArgumentException if it is neither of the two
    public static Language of(String tag) {
        for (Language language : values()) {
            if (language.tag.equalsIgnoreCase(tag)) {
                return language;
            }
        }
        throw new IllegalArgumentException(tag);
    }

    /// Chinese for any Chinese locale, else English.
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }
}
