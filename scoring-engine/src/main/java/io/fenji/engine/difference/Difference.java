package io.fenji.engine.difference;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.language.Language;
import io.fenji.engine.language.Phrase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that is other than before.
///
/// @param pointer JSON pointer into the document as it is now, or as it was when the place is gone
/// @param code stable upper-case code, for example `CRITERION_REWEIGHTED`; codes may be added
/// @param before what stood there; null for nothing
/// @param after what stands there; null for nothing
/// @param values of the sentence, in its order
public record Difference(
        String pointer,
        String code,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        List<Phrase> values) {

    public Difference {
        values = List.copyOf(values);
    }

    /// The difference as a sentence.
    public String in(Language language) {
        return Words.SENTENCES.say(language, code, values);
    }
}
