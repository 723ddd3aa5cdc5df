package io.fenji.engine.warning;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// Keeps what a number of events asks for: the same few numbers come again for millions of customers.
final class Limits {

    private static final int MOST_KEPT = 1_000;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final LongUnaryOperator compute;
    private final long[] kept = new long[MOST_KEPT];

    Limits(LongUnaryOperator compute) {
        this.compute = compute;
        Arrays.fill(kept, UNKNOWN);
    }

    long of(long events) {
        if (events < 0 || events >= MOST_KEPT) {
            return compute.applyAsLong(events);
        }
        int index = (int) events;
        if (kept[index] == UNKNOWN) {
            kept[index] = compute.applyAsLong(events);
        }
        return kept[index];
    }
}
