package io.fenji.report.analytics;

import io.fenji.report.text.Language;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Countries in the reader's language, whether the data have ISO codes or English names; anything else stays as it is.
public final class CountryNames {
    private static final Map<String, String> CODES = codes();

    private CountryNames() {}

    public static String of(String country, Language language) {
        String code = CODES.getOrDefault(country.toUpperCase(Locale.ROOT), "");
        if (code.isEmpty()) {
            return country;
        }
        String name = Locale.of("", code).getDisplayCountry(language.locale());
        return name.isEmpty() || name.equals(code) ? country : name;
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            codes.put(code, code);
            codes.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT), code);
        }
        codes.put("USA", "US");
        codes.put("UK", "GB");
        codes.put("EIRE", "IE");
        codes.put("RSA", "ZA");
        codes.put("CZECH REPUBLIC", "CZ");
        codes.put("HONG KONG", "HK");
        return codes;
    }
}
