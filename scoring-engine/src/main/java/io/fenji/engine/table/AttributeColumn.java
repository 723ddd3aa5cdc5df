package io.fenji.engine.table;

import java.util.List;

/// One attribute of all rows, or their tier in another scheme, dictionary-coded.
public final class AttributeColumn {

    /// Marks a row without value.
    public static final int ABSENT = -1;

    private final int[] codes;
    private final List<String> dictionary;

    /// A column of codes.
    ///
    /// @param codes kept, not copied: the caller no longer writes to it
    AttributeColumn(int[] codes, List<String> dictionary) {
        this.codes = codes;
        this.dictionary = List.copyOf(dictionary);
    }

    /// Position in [#dictionary()], or [#ABSENT].
    public int at(int row) {
        return codes[row];
    }

    /// The distinct values, each once; of tiers all that the scheme has, the highest first.
    public List<String> dictionary() {
        return dictionary;
    }
}
