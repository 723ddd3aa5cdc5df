package io.fenji.engine.estimation;

import io.fenji.engine.table.MetricColumn;
import java.util.Arrays;
import java.util.List;

/// The different tuples of some metrics' values, in ascending order, and how many rows have each.
final class Tuples {

    private final List<long[]> columns;
    private final int[] counts;

    private Tuples(List<long[]> columns, int[] counts) {
        this.columns = columns;
        this.counts = counts;
    }

    static Tuples of(List<MetricColumn> metrics, int[] rows) {
        int[] places = new int[rows.length];
        int different = rows.length == 0 ? 0 : 1;
        for (int i = 0; i < metrics.size() && different < rows.length; i++) {
            MetricColumn metric = metrics.get(i);
            long[] values = new long[rows.length];
            Arrays.parallelSetAll(values, at -> metric.at(rows[at]));
            int[] ranks = new int[rows.length];
            int ranked = rank(values, ranks);
            if (different == 1) {
                places = ranks;
                different = ranked;
            } else {
                int[] before = places;
                long[] pairs = new long[rows.length];
                Arrays.parallelSetAll(pairs, at -> (long) before[at] << 32 | ranks[at]);
                places = new int[rows.length];
                different = rank(pairs, places);
            }
        }
        return collect(metrics, rows, places, different);
    }

    /// Numbers values by their order among the different ones.
    ///
    /// @return how many are different
    private static int rank(long[] values, int[] ranks) {
        long[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        int different = count;
        Arrays.parallelSetAll(ranks, at -> Arrays.binarySearch(sorted, 0, different, values[at]));
        return different;
    }

    private static Tuples collect(List<MetricColumn> metrics, int[] rows, int[] places, int different) {
        int[] counts = new int[different];
        int[] rowOf = new int[different];
        for (int i = 0; i < rows.length; i++) {
            counts[places[i]]++;
            rowOf[places[i]] = rows[i];
        }
        List<long[]> columns = metrics.stream()
                .map(metric -> {
                    long[] values = new long[different];
                    Arrays.setAll(values, tuple -> metric.at(rowOf[tuple]));
                    return values;
                })
                .toList();
        return new Tuples(columns, counts);
    }

    /// Values by metric and tuple; [MetricColumn#ABSENT] is the least of them.
    List<long[]> columns() {
        return columns;
    }

    /// Rows by tuple.
    int[] counts() {
        return counts;
    }

    int size() {
        return counts.length;
    }
}
