package io.fenji.report.text;

import java.util.Locale;

/// A language that reports are written in.
public enum Language {
    ZH_CN("zh-CN"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The BCP 47 tag, as in requests and in localised names.
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /// The language of a tag.
    ///
    /// @throws IllegalArgumentException when the tag is not one of ours
    public static Language of(String tag) {
        for (Language language : values()) {
            if (language.tag.equals(tag)) {
                return language;
            }
        }
        throw new IllegalArgumentException("Unknown language " + tag);
    }
}
