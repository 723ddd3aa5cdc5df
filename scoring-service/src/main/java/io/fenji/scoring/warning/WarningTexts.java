package io.fenji.scoring.warning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says warnings in words.
final class WarningTexts {
    private static final Pattern FACT = Pattern.compile("\\{([A-Za-z0-9]+)(?::([%0-9]))?}");
    private static final int PERCENT = 2;
    private static final Map<String, Properties> TEXTS = load("zh-CN", "en");

    private WarningTexts() {}

    /// One sentence in each language.
    static Map<String, String> of(String kind, @Nullable String scheme, JsonNode facts) {
        Map<String, String> sentences = new LinkedHashMap<>();
        TEXTS.forEach((language, texts) -> sentences.put(language, sentence(texts, kind, scheme, facts)));
        return sentences;
    }

    private static String sentence(Properties texts, String kind, @Nullable String scheme, JsonNode facts) {
        ObjectNode values = facts.deepCopy();
        String key = facts.has("paysFrom") ? kind + ".ahead" : kind;
        if (scheme != null) {
            key = key(kind, facts);
            values.put("scheme", scheme);
            values.put("to", filled(texts.getProperty(facts.has("to") ? "tier.named" : "tier.none"), facts));
            if (!facts.has("until")) {
                values.put("until", texts.getProperty("date.unknown"));
            }
        }
        return filled(texts.getProperty(key, texts.getProperty(kind + ".other")), values);
    }

    private static String key(String kind, JsonNode facts) {
        if (facts.has("waitingFor")) {
            return kind + "." + facts.path("waitingFor").asText();
        }
        return facts.has("metric") ? kind + ".metric" : kind;
    }

    private static String filled(String text, JsonNode values) {
        return FACT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(text(values.path(found.group(1)), found.group(2))));
    }

    /// Facts are exact; a sentence has no more decimals than people read.
    private static String text(JsonNode value, @Nullable String form) {
        if (!value.isNumber()) {
            return value.asText();
        }
        BigDecimal number = value.decimalValue();
        if (form == null) {
            return number.toPlainString();
        }
        return form.equals("%")
                ? rounded(number.movePointRight(PERCENT), PERCENT) + "%"
                : rounded(number, Integer.parseInt(form));
    }

    private static String rounded(BigDecimal number, int decimals) {
        BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
        return new DecimalFormat("#,##0.########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(rounded);
    }

    private static Map<String, Properties> load(String... languages) {
        Map<String, Properties> all = new LinkedHashMap<>();
        for (String language : languages) {
            String resource = "/texts/warnings.%s.properties".formatted(language);
            try (InputStream in = WarningTexts.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("No resource " + resource);
                }
                Properties texts = new Properties();
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                all.put(language, texts);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return all;
    }
}
