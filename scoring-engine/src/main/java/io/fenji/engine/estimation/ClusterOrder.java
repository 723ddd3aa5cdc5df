package io.fenji.engine.estimation;

import io.fenji.engine.calibration.CalibratedShare.Cluster;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Scale.Better;
import io.fenji.engine.table.MetricColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The best cluster first: by its value, and among equal ones by the scaled features in document order.
record ClusterOrder(Cut.Clusters cut) implements Comparator<Cluster> {

    @Override
    public int compare(Cluster one, Cluster other) {
        int order = Comparator.nullsLast(valueOrder()).compare(one.value(), other.value());
        for (int i = 0; i < one.centre().size() && order == 0; i++) {
            order = signed(i, other.centre().get(i))
                    .compareTo(signed(i, one.centre().get(i)));
        }
        return order;
    }

    private Comparator<BigDecimal> valueOrder() {
        boolean lower = cut.features().stream()
                .anyMatch(feature -> feature.metric().equals(cut.orderBy()) && feature.better() == Better.LOWER);
        return lower ? Comparator.naturalOrder() : Comparator.reverseOrder();
    }

    /// The mean of the scaled features, each signed so that more is better.
    BigDecimal value(List<BigDecimal> centre) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < centre.size(); i++) {
            sum = sum.add(signed(i, centre.get(i)));
        }
        return mean(sum, centre.size());
    }

    private BigDecimal signed(int feature, BigDecimal coordinate) {
        return cut.features().get(feature).better() == Better.LOWER ? coordinate.negate() : coordinate;
    }

    /// The mean of a metric over the members of a cluster that have it; null when none has.
    static @Nullable BigDecimal mean(long[] values, int[] counts, int[] clusters, int cluster) {
        BigInteger sum = BigInteger.ZERO;
        long count = 0;
        for (int i = 0; i < values.length; i++) {
            if (clusters[i] == cluster && values[i] != MetricColumn.ABSENT) {
                sum = sum.add(BigInteger.valueOf(values[i]).multiply(BigInteger.valueOf(counts[i])));
                count += counts[i];
            }
        }
        return count == 0 ? null : mean(Fixed.toDecimal(sum), count);
    }

    private static BigDecimal mean(BigDecimal sum, long count) {
        return Fixed.toDecimal(Fixed.of(sum.divide(BigDecimal.valueOf(count), Fixed.PLACES, RoundingMode.HALF_UP)));
    }
}
