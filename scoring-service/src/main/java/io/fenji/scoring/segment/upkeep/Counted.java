package io.fenji.scoring.segment.upkeep;

import java.util.Arrays;

/// What a customer is counted as.
///
/// @param segments ids, ascending; compared by [#is]
/// @param spend in units of 0.0001
@SuppressWarnings("ArrayRecordComponent") // A million of them: two numbers more each would be lists.
record Counted(int[] segments, long spend) {
    static final Counted NOT = new Counted(new int[0], 0);

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
