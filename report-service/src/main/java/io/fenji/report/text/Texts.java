package io.fenji.report.text;

import io.quarkus.qute.TemplateData;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The texts of one language. A key that is not there is a mistake of ours and fails at once, in tests.
///
/// `{0}`, `{1}` stand for values. A text that depends on a number has the keys `x.one` and `x.other`.
@TemplateData
public final class Texts {
    private static final Map<Language, Texts> ALL =
            Map.of(Language.ZH_CN, load(Language.ZH_CN), Language.EN, load(Language.EN));

    private final Language language;
    private final Properties texts;

    private Texts(Language language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    public static Texts in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    public Language language() {
        return language;
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    public String get(String key) {
        @Nullable String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No text %s in %s".formatted(key, language.tag()));
        }
        return text;
    }

    public String get(String key, Object... values) {
        String text = get(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i].toString());
        }
        return text;
    }

    /// The form for one or for several; the formatted number is `{0}`.
    public String counted(String key, long number) {
        return get(key + (number == 1 ? ".one" : ".other"), Formats.count(number));
    }

    /// The text as it begins a sentence.
    public static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /// Several parts as one phrase: "a, b and c".
    public String list(List<String> parts) {
        return joined(parts, get("list.comma"), get("list.and"));
    }

    /// The same with "or".
    public String alternatives(List<String> parts) {
        return joined(parts, get("list.comma"), get("list.or"));
    }

    private static String joined(List<String> parts, String between, String beforeLast) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(between, parts.subList(0, last)) + beforeLast + parts.get(last);
    }

    private static Texts load(Language language) {
        String resource = "texts/report_%s.properties".formatted(language.tag());
        try (InputStream in = Texts.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + resource);
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Texts(language, texts);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
