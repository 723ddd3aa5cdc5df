package io.fenji.engine.difference;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.language.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects differences with what the documents say at their places.
final class Differences {

    private final JsonNode before;
    private final JsonNode after;
    private final List<Difference> found = new ArrayList<>();

    Differences(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    void changed(String code, String from, String to, Phrase... values) {
        add(code, from, to, List.of(values));
    }

    /// The same with what the sentence is about first.
    void changedOf(String code, String from, String to, List<Phrase> about, Phrase... values) {
        add(code, from, to, Stream.concat(about.stream(), Stream.of(values)).toList());
    }

    /// Texts, language by language.
    ///
    /// @param about what the sentence is about, before language, old and new text
    void texts(String code, String from, String to, Map<String, String> was, Map<String, String> is, Phrase... about) {
        SortedSet<String> languages = new TreeSet<>(was.keySet());
        languages.addAll(is.keySet());
        for (String language : languages) {
            String old = was.get(language);
            String now = is.get(language);
            if (!Objects.equals(old, now)) {
                changedOf(
                        code,
                        from + "/" + language,
                        to + "/" + language,
                        List.of(about),
                        Phrase.of(language),
                        text(old),
                        text(now));
            }
        }
    }

    private static Phrase text(@Nullable String text) {
        return text == null ? Words.SENTENCES.phrase("none") : Phrase.of(text);
    }

    private void add(String code, String from, String to, List<Phrase> values) {
        JsonNode now = at(after, to);
        found.add(new Difference(now == null ? from : to, code, at(before, from), now, values));
    }

    void added(String code, String pointer, Phrase... values) {
        found.add(new Difference(pointer, code, null, at(after, pointer), List.of(values)));
    }

    void removed(String code, String pointer, Phrase... values) {
        found.add(new Difference(pointer, code, at(before, pointer), null, List.of(values)));
    }

    private static @Nullable JsonNode at(JsonNode document, String pointer) {
        JsonNode node = document.at(pointer);
        return node.isMissingNode() ? null : node;
    }

    List<Difference> list() {
        return List.copyOf(found);
    }
}
