package io.fenji.engine.table;

import java.util.Arrays;

/// Fills a [MetricColumn]. It begins with whole numbers in four bytes each and goes over to hundredths, ten-thousandths
/// and at last eight bytes when a value needs it: counts, days and most amounts never do.
final class MetricColumnBuilder {
    private static final long WHOLE = 10_000;
    private static final long HUNDREDTH = 100;
    private static final long SMALLEST = 1;

    private long unit = WHOLE;
    private int[] narrow;
    private long[] wide = {};

    MetricColumnBuilder(int capacity) {
        narrow = new int[capacity];
    }

    void grow(int capacity) {
        if (isWide()) {
            wide = Arrays.copyOf(wide, capacity);
        } else {
            narrow = Arrays.copyOf(narrow, capacity);
        }
    }

    /// Sets a row's value.
    ///
    /// @param size rows that have a value so far
    void set(int row, long scaled, int size) {
        if (isWide()) {
            wide[row] = scaled;
        } else if (scaled == MetricColumn.ABSENT) {
            narrow[row] = MetricColumn.NARROW_ABSENT;
        } else {
            // Constants, because dividing by them costs a fraction.
            long count = unit == WHOLE ? scaled / WHOLE : unit == HUNDREDTH ? scaled / HUNDREDTH : scaled;
            if (count * unit == scaled && fits(count)) {
                narrow[row] = (int) count;
            } else {
                makeRoom(scaled, size);
                set(row, scaled, size);
            }
        }
    }

    MetricColumn build() {
        return isWide() ? MetricColumn.wide(wide) : MetricColumn.narrow(narrow, unit);
    }

    private boolean isWide() {
        return wide.length > 0;
    }

    private static boolean fits(long count) {
        return count > MetricColumn.NARROW_ABSENT && count <= Integer.MAX_VALUE;
    }

    /// Goes over to the largest unit, and the width, in which both the value and those so far have room.
    private void makeRoom(long scaled, int size) {
        long finer = scaled % HUNDREDTH == 0 && unit == WHOLE ? HUNDREDTH : SMALLEST;
        long factor = unit / finer;
        boolean narrowEnough = factor > 1 && fits(scaled / finer);
        for (int row = 0; row < size && narrowEnough; row++) {
            narrowEnough = narrow[row] == MetricColumn.NARROW_ABSENT || fits(narrow[row] * factor);
        }
        if (narrowEnough) {
            for (int row = 0; row < size; row++) {
                if (narrow[row] != MetricColumn.NARROW_ABSENT) {
                    narrow[row] *= (int) factor;
                }
            }
            unit = finer;
        } else {
            wide = new long[narrow.length];
            for (int row = 0; row < size; row++) {
                wide[row] = narrow[row] == MetricColumn.NARROW_ABSENT ? MetricColumn.ABSENT : narrow[row] * unit;
            }
            narrow = new int[0];
        }
    }
}
