package io.fenji.engine.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A language that sentences are written in.
public enum Language {
    EN("en"),
    ZH_CN("zh-CN");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The language tag (BCP 47).
    public String tag() {
        return tag;
    }

    /// The first one that is spoken, else English.
    ///
    /// @param wanted as `Accept-Language` orders them
    public static Language of(List<Locale> wanted) {
        for (Locale locale : wanted) {
            if (locale.getLanguage().equals("zh")) {
                return ZH_CN;
            }
            if (locale.getLanguage().equals("en")) {
                return EN;
            }
        }
        return EN;
    }

    /// A name in this language, else in any, else the fallback.
    ///
    /// @param names by language tag
    public String choose(Map<String, String> names, String fallback) {
        String own = names.get(tag);
        return own == null
                ? names.entrySet().stream()
                        .min(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .orElse(fallback)
                : own;
    }
}
