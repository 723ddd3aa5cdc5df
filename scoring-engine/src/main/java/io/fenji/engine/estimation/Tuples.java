package io.fenji.engine.estimation;

import io.fenji.engine.cluster.FeatureScale;
import io.fenji.engine.cluster.Vectors;
import io.fenji.engine.table.MetricColumn;
import java.util.Arrays;
import java.util.List;

/// The different tuples of some metrics' values, in ascending order, and how many rows have each.
public final class Tuples {

    /// Ends a name that no metric has, so that vectors are hashed apart from single metrics' values.
    private static final char VECTORS = '/';

    private final List<long[]> columns;
    private final int[] counts;

    private Tuples(List<long[]> columns, int[] counts) {
        this.columns = columns;
        this.counts = counts;
    }

    /// The tuples of rows.
    ///
    /// @param metrics columns of one table
    public static Tuples of(List<MetricColumn> metrics, int[] rows) {
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
                Arrays.parallelSetAll(pairs, at -> (long) before[at] * ranked + ranks[at]);
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
        long least = Arrays.stream(values).min().orElse(0);
        long range = Arrays.stream(values).max().orElse(0) - least;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(values.length);
        // A range that overflows is negative.
        return range >= 0 && range < Long.MAX_VALUE >>> bits
                ? rankWithRows(values, least, bits, ranks)
                : rankBySearch(values, ranks);
    }

    /// Sorts value and row as one number.
    private static int rankWithRows(long[] values, long least, int bits, int[] ranks) {
        long[] sorted = new long[values.length];
        Arrays.setAll(sorted, at -> (values[at] - least) << bits | at);
        Arrays.parallelSort(sorted);
        int rank = -1;
        long before = -1;
        for (long each : sorted) {
            if (each >>> bits != before) {
                before = each >>> bits;
                rank++;
            }
            ranks[(int) (each & ((1L << bits) - 1))] = rank;
        }
        return rank + 1;
    }

    private static int rankBySearch(long[] values, int[] ranks) {
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
    public List<long[]> columns() {
        return columns;
    }

    /// Rows by tuple.
    public int[] counts() {
        return counts;
    }

    public int size() {
        return counts.length;
    }

    /// Adds what the tuples are to what is hashed.
    ///
    /// @param metrics of the columns
    public void addTo(DataHash hash, List<String> metrics) {
        for (int i = 0; i < metrics.size(); i++) {
            hash.add(metrics.get(i) + VECTORS + i, columns.get(i));
        }
        hash.add("" + VECTORS, Arrays.stream(counts).asLongStream().toArray());
    }

    /// The tuples as points, by scales of the first metrics; who lacks one is at its mean.
    public Vectors vectors(List<FeatureScale> scales) {
        int dimensions = scales.size();
        int[] coordinates = new int[Math.multiplyExact(size(), dimensions)];
        for (int i = 0; i < dimensions; i++) {
            FeatureScale scale = scales.get(i);
            long[] values = columns.get(i);
            for (int tuple = 0; tuple < values.length; tuple++) {
                coordinates[tuple * dimensions + i] = scale.coordinateOrMean(values[tuple]);
            }
        }
        return new Vectors(coordinates, counts, dimensions);
    }
}
