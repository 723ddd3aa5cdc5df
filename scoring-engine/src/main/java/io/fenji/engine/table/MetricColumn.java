package io.fenji.engine.table;

/// One metric of all rows, as scaled longs (four places, see [io.fenji.engine.number.Fixed]).
public final class MetricColumn {

    /// Marks a row without value; never a value, which are within 400 trillion.
    public static final long ABSENT = Long.MIN_VALUE;

    private final long[] values;

    /// A column of scaled values.
    ///
    /// @param values kept, not copied: the caller no longer writes to it
    MetricColumn(long[] values) {
        this.values = values;
    }

    /// The scaled value, or [#ABSENT].
    public long at(int row) {
        return values[row];
    }
}
