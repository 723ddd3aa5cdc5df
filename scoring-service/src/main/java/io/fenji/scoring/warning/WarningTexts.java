package io.fenji.scoring.warning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says warnings in words.
final class WarningTexts {
    private static final Pattern FACT = Pattern.compile("\\{([A-Za-z0-9]+)}");
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
        return FACT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(text(values.path(found.group(1)))));
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
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
