package io.fenji.engine.value;

import io.fenji.engine.language.Phrase;
import io.fenji.engine.language.Wording;
import java.util.Arrays;
import java.util.List;

/// Why a rung serves, with its numbers.
public record Reason(ReasonCode code, List<String> values) {

    private static final Wording WORDING = Wording.of("value");

    public Reason {
        values = List.copyOf(values);
    }

    static Reason of(ReasonCode code, Object... values) {
        return new Reason(code, Arrays.stream(values).map(Object::toString).toList());
    }

    /// In words.
    public Phrase phrase() {
        return WORDING.phrase(code.name(), values.stream().map(Phrase::of).toArray(Phrase[]::new));
    }
}
