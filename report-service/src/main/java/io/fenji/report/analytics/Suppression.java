package io.fenji.report.analytics;

import java.util.Arrays;

/// Which counts of a table with totals are not shown so that no group of fewer than k customers can be told: those
/// that are smaller, and as many more as it takes that none of them, nor a sum of less than k, is what a total leaves
/// over.
public final class Suppression {
    private final long[][] counts;
    private final boolean[][] hidden;
    private final long least;

    private Suppression(long[][] counts, long least) {
        this.counts = counts;
        this.hidden = new boolean[counts.length][counts[0].length];
        this.least = least;
    }

    /// Of a list with its total.
    ///
    /// @return a place for each count and a last one for the total
    public static boolean[] of(long[] counts, long least) {
        long[] line = Arrays.copyOf(counts, counts.length + 1);
        line[counts.length] = Arrays.stream(counts).sum();
        Suppression one = new Suppression(new long[][] {line}, least);
        one.hideSmall();
        while (one.closeLine(0, false)) {
            // Until nothing is left over that tells too much.
        }
        return one.hidden[0];
    }

    /// Of a table with totals of rows and columns.
    ///
    /// @return a row and a column more than the table: those of the totals
    public static boolean[][] of(long[][] table, int columns, long least) {
        long[][] counts = new long[table.length + 1][columns + 1];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < columns; j++) {
                counts[i][j] = table[i][j];
                counts[i][columns] += table[i][j];
                counts[table.length][j] += table[i][j];
                counts[table.length][columns] += table[i][j];
            }
        }
        Suppression whole = new Suppression(counts, least);
        whole.hideSmall();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i <= table.length; i++) {
                changed |= whole.closeLine(i, false);
            }
            for (int j = 0; j <= columns; j++) {
                changed |= whole.closeLine(j, true);
            }
        }
        return whole.hidden;
    }

    private void hideSmall() {
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                hidden[i][j] = counts[i][j] > 0 && counts[i][j] < least;
            }
        }
    }

    /// Hides one more count of a line where what is hidden of it could be told.
    private boolean closeLine(int line, boolean column) {
        int length = column ? counts.length : counts[0].length;
        int hiddenPlaces = 0;
        long sum = 0;
        int smallest = -1;
        for (int at = 0; at < length; at++) {
            long count = column ? counts[at][line] : counts[line][at];
            if (column ? hidden[at][line] : hidden[line][at]) {
                hiddenPlaces++;
                sum += count;
            } else if (count > 0
                    && (smallest < 0 || count < (column ? counts[smallest][line] : counts[line][smallest]))) {
                smallest = at;
            }
        }
        boolean totalShown = !(column ? hidden[length - 1][line] : hidden[line][length - 1]);
        boolean safe = hiddenPlaces > 1 && !(totalShown && sum < least);
        if (hiddenPlaces == 0 || smallest < 0 || safe) {
            return false;
        }
        if (column) {
            hidden[smallest][line] = true;
        } else {
            hidden[line][smallest] = true;
        }
        return true;
    }
}
