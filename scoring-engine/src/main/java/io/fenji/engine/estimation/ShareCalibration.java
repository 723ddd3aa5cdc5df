package io.fenji.engine.estimation;

import io.fenji.engine.calibration.CalibratedShare;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.number.WideSum;
import io.fenji.engine.scheme.Cut;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Finds where the customers that make a share of the total begin and end.
final class ShareCalibration {

    private ShareCalibration() {}

    static CalibratedShare of(Cut.ValueShare cut, long[] sorted) {
        WideSum total = new WideSum();
        for (long value : sorted) {
            total.add(Math.max(0, value));
        }
        BigInteger sum = total.toBigInteger();
        List<BigDecimal> thresholds = sum.signum() == 0
                ? List.of()
                : thresholds(sorted, limits(sum, cut.shares()), cut.shares().size());
        return new CalibratedShare.Thresholds(cut.metric(), Fixed.toDecimal(sum), thresholds);
    }

    /// The least sums that are no longer below each share.
    private static List<WideSum> limits(BigInteger total, List<BigDecimal> shares) {
        return shares.stream()
                .map(share -> WideSum.of(total.multiply(BigInteger.valueOf(Fixed.of(share)))
                        .add(BigInteger.valueOf(Fixed.ONE - 1))
                        .divide(BigInteger.valueOf(Fixed.ONE))))
                .toList();
    }

    private static List<BigDecimal> thresholds(long[] sorted, List<WideSum> limits, int shares) {
        List<BigDecimal> thresholds = new ArrayList<>();
        WideSum before = new WideSum();
        long lowest = sorted[sorted.length - 1];
        int next = sorted.length - 1;
        while (next >= 0 && sorted[next] > 0) {
            while (thresholds.size() < shares && !before.isBelow(limits.get(thresholds.size()))) {
                thresholds.add(Fixed.toDecimal(lowest));
            }
            lowest = sorted[next];
            for (long value = lowest; next >= 0 && sorted[next] == value; next--) {
                before.add(value);
            }
        }
        while (thresholds.size() < shares) {
            thresholds.add(Fixed.toDecimal(lowest));
        }
        return thresholds;
    }
}
