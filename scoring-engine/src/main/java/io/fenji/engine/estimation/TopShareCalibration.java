package io.fenji.engine.estimation;

import io.fenji.engine.number.Fixed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Finds the values at which the customers on top begin and end.
final class TopShareCalibration {

    private TopShareCalibration() {}

    /// Thresholds, one per share.
    ///
    /// @param sorted values, ascending
    static List<BigDecimal> thresholds(List<BigDecimal> shares, long[] sorted) {
        List<BigDecimal> thresholds = new ArrayList<>();
        if (sorted.length == 0) {
            return thresholds;
        }
        // The least value that is in one of the tiers so far; above the highest while none is.
        long lowest = sorted[sorted.length - 1] + 1;
        int below = sorted.length;
        for (BigDecimal share : shares) {
            BigDecimal most = share.multiply(BigDecimal.valueOf(2L * sorted.length));
            while (below > 0 && belongs(sorted, below, most)) {
                lowest = sorted[below - 1];
                below = startOf(sorted, below);
            }
            thresholds.add(Fixed.toDecimal(lowest));
        }
        return thresholds;
    }

    /// Whether the highest of the first `count` values, and all equal to it, belong to the top share: those above them
    /// and half of themselves are no more than it.
    ///
    /// @param most twice the customers of the share
    private static boolean belongs(long[] sorted, int count, BigDecimal most) {
        long twice = 2L * (sorted.length - count) + (count - startOf(sorted, count));
        return BigDecimal.valueOf(twice).compareTo(most) <= 0;
    }

    /// Where the values equal to the highest of the first `count` begin.
    private static int startOf(long[] sorted, int count) {
        int start = count - 1;
        while (start > 0 && sorted[start - 1] == sorted[count - 1]) {
            start--;
        }
        return start;
    }
}
