package io.fenji.scoring.tier;

import java.util.Arrays;

/// Finds loaded customers by their id: a hash table of rows, six to twelve bytes a customer.
final class RowIndex {
    static final int NONE = -1;

    private final long[] idHigh;
    private final long[] idLow;
    private final int size;
    private final int[] rows;

    /// @param size how many of the ids count
    RowIndex(long[] idHigh, long[] idLow, int size) {
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.size = size;
        // A third stays empty at least: who is not there is found out soon.
        rows = new int[Math.max(2, Integer.highestOneBit(Math.max(1, size + size / 2)) * 2)];
        Arrays.fill(rows, NONE);
        for (int row = 0; row < size; row++) {
            int slot = slot(idHigh[row], idLow[row]);
            while (rows[slot] != NONE) {
                slot = next(slot);
            }
            rows[slot] = row;
        }
    }

    int size() {
        return size;
    }

    /// The row of a customer, or [#NONE].
    int row(long high, long low) {
        int slot = slot(high, low);
        while (rows[slot] != NONE && (idHigh[rows[slot]] != high || idLow[rows[slot]] != low)) {
            slot = next(slot);
        }
        return rows[slot];
    }

    /// Multiplied by the golden ratio, as Knuth has it: ids made one after the other differ in their last bits only.
    private int slot(long high, long low) {
        long mixed = (high ^ low) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> (Long.SIZE - Integer.numberOfTrailingZeros(rows.length)));
    }

    private int next(int slot) {
        return (slot + 1) & (rows.length - 1);
    }
}
