package io.fenji.engine.points;

/// Counting in ascending arrays.
final class Sorted {

    private Sorted() {}

    /// Up to here counting all costs less than the branches of a search that nobody can foresee.
    private static final int FEW = 16;

    /// How many elements are at most the value.
    static int atMost(long[] ascending, long value) {
        return ascending.length <= FEW ? count(ascending, value) : search(ascending, value);
    }

    private static int count(long[] ascending, long value) {
        int count = 0;
        for (long element : ascending) {
            count += element <= value ? 1 : 0;
        }
        return count;
    }

    private static int search(long[] ascending, long value) {
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
