package io.fenji.customer.cleaning;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.value.Resources;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/// Countries by ISO 3166 codes and by their English and Chinese names, as the JDK knows them, with more names from the
/// resource `cleaning/countries.json`.
final class Countries {
    /// What a country becomes.
    enum Form {
        /// A code becomes the two-letter code, a Chinese name the usual Chinese one, any other the usual English one.
        AS_WRITTEN,
        CODE,
        NAME_EN,
        NAME_ZH
    }

    /// What the resource says about a country.
    @RegisterForReflection
    record More(
            @Nullable String en,
            @Nullable String zh,
            @Nullable List<String> others) {}

    private record Country(String code, String en, String zh) {}

    private final Map<String, Country> names = new HashMap<>();
    private final Map<String, Country> codes = new HashMap<>();

    Countries(ObjectMapper json) {
        Map<String, More> more =
                Resources.read(json, "/cleaning/countries.json", new TypeReference<Map<String, More>>() {});
        for (String code : Locale.getISOCountries()) {
            Locale locale = Locale.of("", code);
            More own = more.getOrDefault(code, new More(null, null, null));
            String en = locale.getDisplayCountry(Locale.ENGLISH);
            String zh = locale.getDisplayCountry(Locale.SIMPLIFIED_CHINESE);
            Country country = new Country(code, own.en() == null ? en : own.en(), own.zh() == null ? zh : own.zh());
            codes.put(code, country);
            String threeLetters = threeLetters(locale);
            if (!threeLetters.isEmpty()) {
                codes.put(threeLetters, country);
            }
            for (String name : List.of(en, zh, country.en(), country.zh())) {
                names.put(name.toUpperCase(Locale.ROOT), country);
            }
            if (own.others() != null) {
                own.others().forEach(name -> names.put(name.toUpperCase(Locale.ROOT), country));
            }
        }
    }

    /// The country's one name or code; another text stays as it is.
    String of(String text, Form form) {
        String upper = text.toUpperCase(Locale.ROOT);
        Country byCode = codes.get(upper);
        Country country = byCode == null ? names.get(upper) : byCode;
        if (country == null) {
            return text;
        }
        return switch (form) {
            case CODE -> country.code();
            case NAME_EN -> country.en();
            case NAME_ZH -> country.zh();
            case AS_WRITTEN -> {
                if (byCode != null) {
                    yield country.code();
                }
                boolean chinese =
                        text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
                yield chinese ? country.zh() : country.en();
            }
        };
    }

    private static String threeLetters(Locale locale) {
        try {
            return locale.getISO3Country();
        } catch (MissingResourceException none) {
            return "";
        }
    }
}
