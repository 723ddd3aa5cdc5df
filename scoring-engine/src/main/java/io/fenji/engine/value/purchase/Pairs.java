package io.fenji.engine.value.purchase;

import java.util.Arrays;

/// The different pairs of a number of purchases and a number of days, sorted.
final class Pairs {

    private final long[] pairs;

    Pairs(long[] all) {
        long[] sorted = all.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count] = sorted[i];
                count++;
            }
        }
        pairs = Arrays.copyOf(sorted, count);
    }

    int size() {
        return pairs.length;
    }

    int index(long pair) {
        return Arrays.binarySearch(pairs, pair);
    }

    int orders(int index) {
        return (int) (pairs[index] >>> 16);
    }

    int days(int index) {
        return (int) pairs[index] & 0xFFFF;
    }
}
