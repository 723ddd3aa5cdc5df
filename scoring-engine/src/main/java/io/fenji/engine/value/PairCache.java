package io.fenji.engine.value;

import java.util.Arrays;

/// Rows of numbers by a pair of a number of orders and a number of days: an open-addressing hash table
/// without objects.
final class PairCache {

    private static final long FREE = -1;

    private final int width;
    private long[] keys = new long[1 << 10];
    private int[] rows = new int[keys.length];
    private double[] numbers;
    private int size;

    PairCache(int width) {
        this.width = width;
        numbers = new double[width << 9];
        Arrays.fill(keys, FREE);
    }

    /// Where the numbers of a pair lie, or −1 for a pair that is not there.
    int find(int orders, int days) {
        int slot = slot(key(orders, days));
        return keys[slot] == FREE ? -1 : rows[slot] * width;
    }

    /// Makes room for the numbers of a pair that is not there, and says where.
    int add(int orders, int days) {
        if (2 * size >= keys.length) {
            grow();
        }
        long key = key(orders, days);
        int slot = slot(key);
        keys[slot] = key;
        rows[slot] = size;
        if ((size + 1) * width > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        size++;
        return (size - 1) * width;
    }

    double[] numbers() {
        return numbers;
    }

    private static long key(int orders, int days) {
        return ((long) orders << 16) | days;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRows = rows;
        keys = new long[2 * oldKeys.length];
        rows = new int[keys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                rows[slot] = oldRows[i];
            }
        }
    }
}
