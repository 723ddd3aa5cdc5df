package io.fenji.customer.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The purchase days of one customer, written down as their definition reads.
final class PurchaseBruteForce {
    /// An order.
    ///
    /// @param bought sum of its positive amounts in its own currency, `back` that of its negative ones
    /// @param rate null when there is none; 1 in the base currency
    /// @param foreign whether it is not in the base currency
    /// @param returns key of the order that it names
    record Order(
            String key,
            LocalDate day,
            boolean completed,
            boolean purchase,
            BigDecimal bought,
            BigDecimal back,
            String currency,
            boolean foreign,
            @Nullable BigDecimal rate,
            @Nullable String returns) {

        BigDecimal inBase(BigDecimal own) {
            return foreign ? own.multiply(rate).setScale(4, RoundingMode.HALF_UP) : own;
        }
    }

    private static final class Day {
        private BigDecimal spend = BigDecimal.ZERO;
        private boolean unknown;
        private boolean rateless;

        private boolean isPurchaseDay() {
            return unknown || spend.signum() > 0;
        }
    }

    private final LocalDate until;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    private PurchaseBruteForce(LocalDate until) {
        this.until = until;
    }

    /// As it stands at the end of a day.
    static PurchaseBruteForce of(Collection<Order> orders, LocalDate until) {
        PurchaseBruteForce result = new PurchaseBruteForce(until);
        Map<String, Order> counting = new HashMap<>();
        orders.stream()
                .filter(order -> order.completed() && !order.day().isAfter(until))
                .forEach(order -> counting.put(order.key(), order));
        counting.values().forEach(order -> result.add(order, counting));
        return result;
    }

    private void add(Order order, Map<String, Order> counting) {
        Day day = day(order.day());
        if (order.rate() == null) {
            day.rateless = true;
            day.unknown |= order.purchase();
        } else {
            day.spend = day.spend.add(order.inBase(order.bought()));
            if (order.returns() == null || !counting.containsKey(order.returns())) {
                day.spend = day.spend.subtract(order.inBase(order.back()));
            }
        }
        List<Order> returns = counting.values().stream()
                .filter(other -> order.key().equals(other.returns()))
                .toList();
        BigDecimal alike = BigDecimal.ZERO;
        for (Order back : returns) {
            if (order.foreign() && order.rate() != null && back.currency().equals(order.currency())) {
                alike = alike.add(back.back());
            } else if (back.rate() != null) {
                day.spend = day.spend.subtract(back.inBase(back.back()));
            }
        }
        if (alike.signum() != 0) {
            day.spend = day.spend.subtract(order.inBase(alike));
        }
    }

    private Day day(LocalDate date) {
        return days.computeIfAbsent(date, none -> new Day());
    }

    private List<LocalDate> purchaseDays(LocalDate after) {
        return days.entrySet().stream()
                .filter(entry ->
                        entry.getKey().isAfter(after) && entry.getValue().isPurchaseDay())
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean knowsRates(LocalDate after) {
        return days.tailMap(after, false).values().stream().noneMatch(day -> day.rateless);
    }

    private BigDecimal spend(List<LocalDate> dates) {
        return dates.stream().map(date -> days.get(date).spend).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The four metrics.
    Map<String, BigDecimal> metrics() {
        Map<String, BigDecimal> metrics = new TreeMap<>();
        List<LocalDate> bought = purchaseDays(LocalDate.MIN);
        metrics.put("purchaseDays.lifetime", BigDecimal.valueOf(bought.size()));
        if (!bought.isEmpty()) {
            metrics.put("firstPurchaseDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(bought.getFirst(), until)));
            metrics.put("lastPurchaseDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(bought.getLast(), until)));
        }
        if (knowsRates(LocalDate.MIN)) {
            metrics.put(
                    "repeatSpend.lifetime",
                    spend(bought.subList(Math.min(1, bought.size()), bought.size()))
                            .setScale(4, RoundingMode.HALF_UP));
        }
        metrics.replaceAll((key, value) -> value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
        return metrics;
    }

    /// A line of the summaries without its customer; empty for one that is not in them.
    ///
    /// @param holdout as it stands at the end of the holdout; null for none
    Map<String, String> summary(@Nullable PurchaseBruteForce holdout) {
        Map<String, String> line = new TreeMap<>();
        List<LocalDate> bought = purchaseDays(LocalDate.MIN);
        if (bought.isEmpty()) {
            return line;
        }
        int frequency = bought.size() - 1;
        line.put("frequency", Integer.toString(frequency));
        line.put("recency", Long.toString(ChronoUnit.DAYS.between(bought.getFirst(), bought.getLast())));
        line.put("age", Long.toString(ChronoUnit.DAYS.between(bought.getFirst(), until)));
        if (frequency > 0 && knowsRates(LocalDate.MIN)) {
            BigDecimal repeat = spend(bought.subList(1, bought.size()));
            line.put("monetaryValue", plain(repeat.divide(BigDecimal.valueOf(frequency), 4, RoundingMode.HALF_UP)));
        }
        if (holdout != null) {
            List<LocalDate> later = holdout.purchaseDays(until);
            line.put("holdoutFrequency", Integer.toString(later.size()));
            if (holdout.knowsRates(until)) {
                line.put("holdoutSpend", plain(holdout.spend(later).setScale(4, RoundingMode.HALF_UP)));
            }
            LocalDate before = until.minusDays(ChronoUnit.DAYS.between(until, holdout.until));
            line.put("previousFrequency", Integer.toString(purchaseDays(before).size()));
        }
        return line;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
