package io.fenji.scoring.tier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Few different texts as small numbers, so that a million of them are a `short[]`; null is [#NONE].
final class Words {
    static final short NONE = -1;

    /// No number of any.
    static final short UNKNOWN = -2;

    private final Map<String, Short> codes = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    short code(@Nullable String word) {
        if (word == null) {
            return NONE;
        }
        Short known = codes.get(word);
        if (known != null) {
            return known;
        }
        if (words.size() == Short.MAX_VALUE) {
            throw new IllegalStateException("Too many different words");
        }
        short code = (short) words.size();
        words.add(word);
        codes.put(word, code);
        return code;
    }

    /// The number of a word that may be there, or [#UNKNOWN]; for several threads as long as none are added.
    short find(String word) {
        return codes.getOrDefault(word, UNKNOWN);
    }

    @Nullable
    String word(short code) {
        return code == NONE ? null : words.get(code);
    }

    /// All, by their numbers.
    List<String> all() {
        return List.copyOf(words);
    }
}
