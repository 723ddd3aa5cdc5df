package io.fenji.engine.table;

/// One metric of all rows, as scaled longs (four places, see [io.fenji.engine.number.Fixed]). In memory a value takes
/// four bytes where they have room for all of the column's, in a unit of theirs.
public final class MetricColumn {

    /// Marks a row without value; never a value, which are within 400 trillion.
    public static final long ABSENT = Long.MIN_VALUE;

    static final int NARROW_ABSENT = Integer.MIN_VALUE;

    private final int[] narrow;
    private final long unit;
    private final long[] wide;
    private final boolean isWide;

    private MetricColumn(int[] narrow, long unit, long[] wide, boolean isWide) {
        this.narrow = narrow;
        this.unit = unit;
        this.wide = wide;
        this.isWide = isWide;
    }

    /// A column of scaled values. The array is kept, not copied: the caller no longer writes to it.
    static MetricColumn wide(long[] values) {
        return new MetricColumn(new int[0], 0, values, true);
    }

    /// A column of multiples of a unit, kept as above; [#NARROW_ABSENT] for none.
    static MetricColumn narrow(int[] values, long unit) {
        return new MetricColumn(values, unit, new long[0], false);
    }

    /// The scaled value, or [#ABSENT].
    public long at(int row) {
        if (isWide) {
            return wide[row];
        }
        int value = narrow[row];
        return value == NARROW_ABSENT ? ABSENT : value * unit;
    }

    /// The column with a scaled value in the place of absent ones.
    ///
    /// @param size rows
    public MetricColumn orElse(long value, int size) {
        long[] values = new long[size];
        copy(0, size, values);
        for (int row = 0; row < size; row++) {
            values[row] = values[row] == ABSENT ? value : values[row];
        }
        return wide(values);
    }

    /// Copies the scaled values, or [#ABSENT], of rows that follow each other.
    public void copy(int first, int count, long[] into) {
        if (isWide) {
            System.arraycopy(wide, first, into, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            int value = narrow[first + i];
            into[i] = value == NARROW_ABSENT ? ABSENT : value * unit;
        }
    }
}
