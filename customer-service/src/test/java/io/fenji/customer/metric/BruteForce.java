package io.fenji.customer.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All metrics of one customer, written down as the definitions read and as slowly as they come.
final class BruteForce {
    record Line(
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal discount,
            @Nullable BigDecimal cost,
            @Nullable String category) {
        BigDecimal amount() {
            return quantity.multiply(price).subtract(discount);
        }
    }

    record Order(LocalDate day, String status, List<Line> lines) {
        boolean purchase() {
            return lines.stream().anyMatch(line -> line.quantity().signum() > 0);
        }

        BigDecimal gross() {
            return lines.stream()
                    .map(Line::amount)
                    .filter(a -> a.signum() > 0)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal returned() {
            return lines.stream()
                    .map(Line::amount)
                    .filter(a -> a.signum() < 0)
                    .reduce(BigDecimal.ZERO, BigDecimal::subtract);
        }
    }

    private BruteForce() {}

    static Map<String, BigDecimal> metrics(List<Order> all, @Nullable LocalDate registered, LocalDate date) {
        Map<String, BigDecimal> metrics = new TreeMap<>();
        Map<String, Integer> windows = Map.of("30d", 30, "90d", 90, "180d", 180, "365d", 365, "lifetime", 1_000_000);
        windows.forEach((key, days) -> window(metrics, key, in(all, date, days)));
        List<Order> purchases =
                in(all, date, 1_000_000).stream().filter(Order::purchase).toList();
        List<LocalDate> days = purchases.stream().map(Order::day).sorted().toList();
        if (!days.isEmpty()) {
            put(metrics, "recencyDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(days.getLast(), date)));
        }
        if (days.size() > 1) {
            ratio(
                    metrics,
                    "orderGapDays",
                    BigDecimal.valueOf(ChronoUnit.DAYS.between(days.getFirst(), days.getLast())),
                    BigDecimal.valueOf(days.size() - 1));
        }
        List<LocalDate> starts = new ArrayList<>();
        if (registered != null && !registered.isAfter(date)) {
            starts.add(registered);
        }
        if (!days.isEmpty()) {
            starts.add(days.getFirst());
        }
        starts.stream()
                .min(LocalDate::compareTo)
                .ifPresent(
                        start -> put(metrics, "tenureDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(start, date))));
        year(metrics, in(all, date, 365));
        return metrics;
    }

    private static void window(Map<String, BigDecimal> metrics, String key, List<Order> orders) {
        BigDecimal gross = sum(orders.stream().map(Order::gross).toList());
        BigDecimal net = gross.subtract(sum(orders.stream().map(Order::returned).toList()));
        List<Order> purchases = orders.stream().filter(Order::purchase).toList();
        put(metrics, "spend." + key, net);
        put(metrics, "grossSpend." + key, gross);
        put(metrics, "orders." + key, BigDecimal.valueOf(purchases.size()));
        ratio(metrics, "averageOrder." + key, gross, BigDecimal.valueOf(purchases.size()));
        purchases.stream()
                .map(Order::gross)
                .max(BigDecimal::compareTo)
                .ifPresent(max -> put(metrics, "largestOrder." + key, max));
        List<Line> lines =
                orders.stream().flatMap(order -> order.lines().stream()).toList();
        if (lines.stream().allMatch(line -> line.cost() != null)) {
            put(
                    metrics,
                    "profit." + key,
                    net.subtract(sum(lines.stream()
                            .map(line -> line.quantity().multiply(line.cost()))
                            .toList())));
        }
    }

    private static void year(Map<String, BigDecimal> metrics, List<Order> orders) {
        BigDecimal gross = sum(orders.stream().map(Order::gross).toList());
        ratio(
                metrics,
                "returnRate.365d",
                sum(orders.stream().map(Order::returned).toList()),
                gross);
        List<Line> bought = orders.stream()
                .flatMap(order -> order.lines().stream())
                .filter(line -> line.quantity().signum() > 0)
                .toList();
        BigDecimal discount = sum(bought.stream().map(Line::discount).toList());
        ratio(metrics, "discountShare.365d", discount, gross.add(discount));
        Set<String> categories = new HashSet<>();
        bought.forEach(line -> {
            if (line.category() != null) {
                categories.add(line.category());
            }
        });
        if (!categories.isEmpty()) {
            put(metrics, "categories.365d", BigDecimal.valueOf(categories.size()));
        }
    }

    private static List<Order> in(List<Order> orders, LocalDate date, int days) {
        return orders.stream()
                .filter(order -> order.status().equals("COMPLETED"))
                .filter(order -> !order.day().isAfter(date) && order.day().isAfter(date.minusDays(days)))
                .toList();
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void ratio(Map<String, BigDecimal> metrics, String key, BigDecimal a, BigDecimal b) {
        if (b.signum() != 0) {
            put(metrics, key, a.divide(b, 4, RoundingMode.HALF_UP));
        }
    }

    private static void put(Map<String, BigDecimal> metrics, String key, BigDecimal value) {
        BigDecimal rounded = value.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
        metrics.put(key, rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
    }
}
