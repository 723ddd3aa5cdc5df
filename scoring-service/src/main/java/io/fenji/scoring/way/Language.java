package io.fenji.scoring.way;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The words of the way up in a language (resources `texts/way-up.*.properties`); `{0}`, `{1}` stand
/// for values. A key that is not there is a mistake of ours and fails at once, in tests.
enum Language {
    CHINESE("zh-CN", "/texts/way-up.zh.properties"),
    ENGLISH("en", "/texts/way-up.en.properties");

    private final String tag;
    // Read once and never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Properties texts;

    Language(String tag, String path) {
        this.tag = tag;
        this.texts = load(path);
    }

    private static Properties load(String path) {
        Properties texts = new Properties();
        try (InputStream in = Language.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The service lacks its resource " + path);
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return texts;
    }

    String tag() {
        return tag;
    }

    String text(String key, Object... values) {
        @Nullable String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No text %s in %s".formatted(key, tag));
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i].toString());
        }
        return text;
    }

    /// A name in this language, else in any, else the key.
    String name(Map<String, String> names, String key) {
        @Nullable String name = names.get(tag);
        return name != null ? name : names.values().stream().findFirst().orElse(key);
    }

    /// A metric's value with its unit.
    String value(@Nullable BigDecimal value, String unit) {
        if (value == null) {
            return text("none");
        }
        return switch (unit) {
            case "ratio" -> number("#,##0.##", value.movePointRight(2)) + "%";
            case "money" -> number("#,##0.00##", value);
            case "days" -> text("days", number("#,##0.####", value));
            default -> number("#,##0.####", value);
        };
    }

    private static String number(String pattern, BigDecimal value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
