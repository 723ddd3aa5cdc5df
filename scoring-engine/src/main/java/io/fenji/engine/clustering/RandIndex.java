package io.fenji.engine.clustering;

/// How far two divisions of the same customers agree: the adjusted Rand index (Hubert and Arabie, 1985).
final class RandIndex {

    private final long[][] customers;

    RandIndex(int clusters, int others) {
        customers = new long[clusters + 1][others + 1];
    }

    /// Counts customers who are in a cluster of each; -1 is for those in none.
    void add(int cluster, int other, long count) {
        customers[cluster + 1][other + 1] += count;
    }

    /// 1 for equal divisions, about 0 for those that have nothing to do with each other.
    double adjusted() {
        long[] columns = new long[customers[0].length];
        double together = 0;
        double ofRows = 0;
        long all = 0;
        for (long[] row : customers) {
            long sum = 0;
            for (int column = 0; column < row.length; column++) {
                together += pairs(row[column]);
                columns[column] += row[column];
                sum += row[column];
            }
            ofRows += pairs(sum);
            all += sum;
        }
        double ofColumns = 0;
        for (long column : columns) {
            ofColumns += pairs(column);
        }
        double expected = all < 2 ? 0 : ofRows * ofColumns / pairs(all);
        double most = (ofRows + ofColumns) / 2;
        // Both have everyone together, or everyone apart.
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(long customers) {
        return customers * (customers - 1.0) / 2;
    }
}
