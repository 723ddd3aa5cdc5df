package io.fenji.systemtests.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/// A base of customers with the 38 metrics of value and purchase behaviour, the same for the same seed. It stands
/// in for customer-service where a benchmark is about scoring: a million customers in seconds instead of the import of
/// their ten million order lines.
record SyntheticBase(int size, long seed) {
    private static final String[] WINDOWS = {"30d", "90d", "180d", "365d", "lifetime"};
    /// Share of a three years' history that falls into each window, for an active customer.
    private static final double[] SHARES = {0.04, 0.1, 0.18, 0.36, 1};

    /// Keys of all its metrics.
    static final List<String> METRICS = Stream.concat(
                    Stream.of("spend", "grossSpend", "profit", "orders", "averageOrder", "largestOrder")
                            .flatMap(metric -> Arrays.stream(WINDOWS).map(window -> metric + "." + window)),
                    Stream.of(
                            "assets",
                            "creditRating",
                            "recencyDays",
                            "tenureDays",
                            "orderGapDays",
                            "categories.365d",
                            "returnRate.365d",
                            "discountShare.365d"))
            .toList();

    /// Version 7 in form, and in order of the index: `01970000-0000-7000-8000-` and twelve hexadecimal digits.
    UUID id(int index) {
        return new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0000L | index);
    }

    /// Metrics by key, absent ones left out, decimals with two to four places as customer-service gives them.
    Map<String, BigDecimal> vector(int index) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
        Map<String, BigDecimal> metrics = new LinkedHashMap<>(64);
        int orders = random.nextInt(50) == 0 ? 0 : 1 + (int) Math.exp(random.nextGaussian() * 1.1 + 0.8);
        double average = Math.exp(random.nextGaussian() * 0.9 + 5.3);
        double activity = random.nextDouble();
        for (int w = 0; w < WINDOWS.length; w++) {
            int inWindow = w == WINDOWS.length - 1 ? orders : (int) (orders * SHARES[w] * 2 * activity);
            window(metrics, WINDOWS[w], inWindow, average, random);
        }
        int tenure = 30 + random.nextInt(1_065);
        metrics.put("tenureDays", BigDecimal.valueOf(tenure));
        if (orders > 0) {
            metrics.put(
                    "recencyDays", BigDecimal.valueOf((long) (tenure * random.nextDouble() * (1.2 - activity) / 1.2)));
            metrics.put("returnRate.365d", decimal(random.nextDouble() * 0.1, 4));
            metrics.put("discountShare.365d", decimal(random.nextDouble() * 0.3, 4));
            metrics.put("categories.365d", BigDecimal.valueOf(1 + random.nextInt(Math.min(orders, 12))));
        }
        if (orders > 1) {
            metrics.put("orderGapDays", decimal((double) tenure / orders, 4));
        }
        if (random.nextInt(5) == 0) {
            metrics.put("assets", decimal(Math.exp(random.nextGaussian() + 11), 2));
            metrics.put("creditRating", BigDecimal.valueOf(40 + random.nextInt(60)));
        }
        return metrics;
    }

    private static void window(
            Map<String, BigDecimal> metrics, String window, int orders, double average, SplittableRandom random) {
        BigDecimal gross = decimal(orders * average * (0.8 + 0.4 * random.nextDouble()), 2);
        BigDecimal spend = decimal(gross.doubleValue() * (1 - 0.05 * random.nextDouble()), 2);
        metrics.put("spend." + window, spend);
        metrics.put("grossSpend." + window, gross);
        metrics.put("profit." + window, decimal(spend.doubleValue() * 0.31, 2));
        metrics.put("orders." + window, BigDecimal.valueOf(orders));
        if (orders > 0) {
            metrics.put("averageOrder." + window, gross.divide(BigDecimal.valueOf(orders), 4, RoundingMode.HALF_UP));
            metrics.put("largestOrder." + window, decimal(gross.doubleValue() / orders * 1.4, 2));
        }
    }

    private static BigDecimal decimal(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
