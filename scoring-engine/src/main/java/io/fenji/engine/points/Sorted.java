package io.fenji.engine.points;

/// Counting in ascending arrays.
final class Sorted {

    private Sorted() {}

    /// How many elements are at most the value.
    static int atMost(long[] ascending, long value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// How many elements are below the value.
    static int below(long[] ascending, long value) {
        return value == Long.MIN_VALUE ? 0 : atMost(ascending, value - 1);
    }
}
