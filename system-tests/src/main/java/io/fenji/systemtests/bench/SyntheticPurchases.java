package io.fenji.systemtests.bench;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;

/// Days on which a customer of a [SyntheticBase] has purchased, as many and over as long as its metrics say, each at a
/// random place: what customer-service gives for value models.
final class SyntheticPurchases {
    /// Keys of its metrics.
    static final List<String> METRICS =
            List.of("purchaseDays.lifetime", "firstPurchaseDays", "lastPurchaseDays", "repeatSpend.lifetime");

    /// Days ago, the first purchase first; one a day at most.
    private final int[] ago;

    /// Spend of a day.
    private final double each;

    private SyntheticPurchases(int[] ago, double each) {
        this.ago = ago;
        this.each = each;
    }

    static SyntheticPurchases of(SyntheticBase base, int index) {
        Map<String, BigDecimal> metrics = base.vector(index);
        int orders = Objects.requireNonNull(metrics.get("orders.lifetime")).intValue();
        if (orders == 0) {
            return new SyntheticPurchases(new int[0], 0);
        }
        int first = Objects.requireNonNull(metrics.get("tenureDays")).intValue();
        int last = Math.min(
                first, Objects.requireNonNull(metrics.get("recencyDays")).intValue());
        SplittableRandom random = new SplittableRandom(base.seed() * 7_919 + index);
        int[] ago = random.ints(Math.max(0, orders - 2), last, first + 1).toArray();
        int[] all = new int[ago.length + 2];
        all[0] = first;
        all[1] = orders > 1 ? last : first;
        System.arraycopy(ago, 0, all, 2, ago.length);
        int[] days = Arrays.stream(all)
                .map(day -> -day)
                .sorted()
                .distinct()
                .map(day -> -day)
                .toArray();
        return new SyntheticPurchases(
                days, Objects.requireNonNull(metrics.get("spend.lifetime")).doubleValue() / days.length);
    }

    /// As the metric feed has them, each after a comma.
    void writeMetrics(StringBuilder line) {
        line.append(",\"purchaseDays.lifetime\":").append(ago.length);
        if (ago.length > 0) {
            line.append(",\"firstPurchaseDays\":").append(ago[0]);
            line.append(",\"lastPurchaseDays\":").append(ago[ago.length - 1]);
        }
        line.append(",\"repeatSpend.lifetime\":").append(amount(each * Math.max(0, ago.length - 1)));
    }

    /// A line of the purchase summaries up to an earlier day.
    ///
    /// @param later days since that day
    /// @param holdOut whether what came since is asked for, too
    /// @return whether there is one: not of who had purchased nothing by then
    boolean writeSummary(StringBuilder line, UUID id, int later, boolean holdOut) {
        int until = 0;
        while (until < ago.length && ago[until] >= later) {
            until++;
        }
        if (until == 0) {
            return false;
        }
        line.append("{\"customerId\":\"").append(id);
        line.append("\",\"frequency\":").append(until - 1);
        line.append(",\"recency\":").append(ago[0] - ago[until - 1]);
        line.append(",\"age\":").append(ago[0] - later);
        if (until > 1) {
            line.append(",\"monetaryValue\":\"").append(amount(each)).append('"');
        }
        if (holdOut) {
            int before = 0;
            while (before < until && ago[before] >= 2 * later) {
                before++;
            }
            line.append(",\"holdoutFrequency\":").append(ago.length - until);
            line.append(",\"holdoutSpend\":\"").append(amount(each * (ago.length - until)));
            line.append("\",\"previousFrequency\":").append(until - before);
        }
        line.append("}\n");
        return true;
    }

    private static String amount(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2).toPlainString();
    }
}
