package io.fenji.customer.landing;

import io.fenji.customer.value.Resources;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/// The reasons of refusals in one language (resources `texts/refusals.*.properties`).
public final class RefusalTexts {
    private static final RefusalTexts ENGLISH = new RefusalTexts("en");
    private static final RefusalTexts CHINESE = new RefusalTexts("zh");

    private final String language;
    private final Properties texts;

    private RefusalTexts(String language) {
        this.language = language;
        this.texts = Resources.texts("/texts/refusals.%s.properties".formatted(language));
    }

    /// The first language that there is, else English.
    ///
    /// @param wanted as the caller's `Accept-Language` orders them
    public static RefusalTexts of(List<Locale> wanted) {
        for (Locale locale : wanted) {
            if (locale.getLanguage().equals("zh")) {
                return CHINESE;
            }
            if (locale.getLanguage().equals("en")) {
                return ENGLISH;
            }
        }
        return ENGLISH;
    }

    public String language() {
        return language;
    }

    /// What all rows of a code have in common.
    public String summary(String code) {
        return texts.getProperty("code." + code, english(code));
    }

    /// Why one row is refused.
    ///
    /// @param stored as it was stored
    public String reason(String code, String stored) {
        return Reason.text(stored, code, this);
    }

    String of(String key, List<String> values) {
        String text = texts.getProperty(key);
        if (text == null) {
            return String.join(" ", values);
        }
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean place = text.charAt(i) == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}';
            int index = place ? text.charAt(i + 1) - '0' : -1;
            if (index >= 0 && index < values.size()) {
                filled.append(values.get(index));
                i += 2;
            } else {
                filled.append(text.charAt(i));
            }
        }
        return filled.toString();
    }

    /// A reason that is an English text already.
    String plain(String code, String english) {
        return language.equals("en") ? english : "%s（%s）".formatted(summary(code), english);
    }

    private static String english(String code) {
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.name().equals(code))
                .findFirst()
                .map(Refusal::reason)
                .orElse(code);
    }
}
