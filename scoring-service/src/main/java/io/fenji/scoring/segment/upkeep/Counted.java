package io.fenji.scoring.segment.upkeep;

import java.util.Arrays;

/// What a customer is counted as.
///
/// @param segments ids, ascending; compared by [#is]
/// @param spend in units of 0.0001
@SuppressWarnings("ArrayRecordComponent") // A million of them: two numbers more each would be lists.
record Counted(int[] segments, long spend) {
    static final Counted NOT = new Counted(new int[0], 0);

    /// As PostgreSQL writes the array: the driver's own way to read it takes several times as long.
    ///
    /// @param array such as `{3,17,20}`
    static Counted parse(String array, long spend) {
        int[] segments = new int[array.length() / 2 + 1];
        int count = 0;
        int id = 0;
        for (int i = 1; i < array.length(); i++) {
            char c = array.charAt(i);
            if (c == ',' || c == '}') {
                segments[count++] = id;
                id = 0;
            } else {
                id = id * 10 + (c - '0');
            }
        }
        return new Counted(Arrays.copyOf(segments, count), spend);
    }

    boolean is(int[] others, int count, long otherSpend) {
        return spend == otherSpend && Arrays.equals(segments, 0, segments.length, others, 0, count);
    }

    boolean has(int segment) {
        return Arrays.binarySearch(segments, segment) >= 0;
    }

    /// Those that the other does not have.
    int[] without(Counted other) {
        return Arrays.stream(segments).filter(segment -> !other.has(segment)).toArray();
    }
}
