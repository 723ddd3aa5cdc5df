package io.fenji.engine.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// The sentences of one kind in all languages, by key; `{0}` to `{9}` stand for values. Immutable.
public final class Wording {

    private final Map<Language, Properties> sentences = new EnumMap<>(Language.class);

    private Wording(String kind) {
        for (Language language : Language.values()) {
            sentences.put(language, read("/wording/%s_%s.properties".formatted(kind, language.tag())));
        }
    }

    /// The sentences of a kind, which are part of the engine.
    public static Wording of(String kind) {
        return new Wording(kind);
    }

    private static Properties read(String resource) {
        try (InputStream in = Wording.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> keys(Language language) {
        return sentence(language).stringPropertyNames();
    }

    /// The sentence with its values.
    ///
    /// @throws IllegalArgumentException when there is no such sentence
    public String say(Language language, String key, List<Phrase> values) {
        String sentence = sentence(language).getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no wording " + key + " in " + language.tag());
        }
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < sentence.length(); i++) {
            boolean place = sentence.charAt(i) == '{'
                    && i + 2 < sentence.length()
                    && sentence.charAt(i + 2) == '}'
                    && Character.isDigit(sentence.charAt(i + 1));
            if (place) {
                said.append(values.get(sentence.charAt(i + 1) - '0').in(language));
                i += 2;
            } else {
                said.append(sentence.charAt(i));
            }
        }
        return said.toString();
    }

    /// The sentence as a piece of another.
    public Phrase phrase(String key, Phrase... values) {
        List<Phrase> all = List.of(values);
        return language -> say(language, key, all);
    }

    /// Phrases with what `key` says between them.
    public Phrase list(String key, List<Phrase> phrases) {
        return language -> phrases.stream()
                .map(phrase -> phrase.in(language))
                .collect(Collectors.joining(say(language, key, List.of())));
    }

    private Properties sentence(Language language) {
        Properties all = sentences.get(language);
        if (all == null) {
            throw new IllegalStateException("no wording in " + language.tag());
        }
        return all;
    }
}
