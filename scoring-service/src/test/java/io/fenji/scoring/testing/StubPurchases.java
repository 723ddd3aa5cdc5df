package io.fenji.scoring.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Purchase days of customers with their spend, and what customer-service makes of them.
public final class StubPurchases {
    private final Map<UUID, NavigableMap<LocalDate, BigDecimal>> purchases = new ConcurrentHashMap<>();

    /// What the customer has bought by day.
    public void put(UUID customerId, NavigableMap<LocalDate, BigDecimal> days) {
        purchases.put(customerId, days);
    }

    public void clear() {
        purchases.clear();
    }

    /// Random buyers of different rates, of whom some stop: the same for the same seed.
    ///
    /// @param last the last day on which anybody buys
    public static List<NavigableMap<LocalDate, BigDecimal>> random(int customers, LocalDate last, long seed) {
        Random random = new Random(seed);
        List<NavigableMap<LocalDate, BigDecimal>> all = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            int age = 100 + random.nextInt(500);
            double rate = (0.2 + 2 * random.nextDouble()) / 60;
            double life = -Math.log(1 - random.nextDouble()) * 300;
            int spend = 20 + random.nextInt(200);
            NavigableMap<LocalDate, BigDecimal> days = new TreeMap<>();
            double at = 0;
            while (at <= Math.min(age, life)) {
                days.put(
                        last.minusDays(age - (long) at),
                        BigDecimal.valueOf(spend * 50L + random.nextInt(spend * 100), 2));
                at += 1 - Math.log(1 - random.nextDouble()) / rate;
            }
            all.add(days);
        }
        return all;
    }

    /// The metrics that customer-service has of these days.
    public static Map<String, BigDecimal> metrics(NavigableMap<LocalDate, BigDecimal> days, LocalDate today) {
        BigDecimal spend = sum(days.tailMap(days.firstKey(), false));
        NavigableMap<LocalDate, BigDecimal> year = days.tailMap(today.minusDays(364), true);
        return Map.of(
                "purchaseDays.lifetime", BigDecimal.valueOf(days.size()),
                "firstPurchaseDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(days.firstKey(), today)),
                "lastPurchaseDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(days.lastKey(), today)),
                "repeatSpend.lifetime", spend,
                "recencyDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(days.lastKey(), today)),
                "orders.365d", BigDecimal.valueOf(year.size()),
                "spend.365d", sum(year));
    }

    /// `/v1/purchase-summaries`.
    public String summaries(LocalDate until, String holdoutUntil) {
        StringBuilder body = new StringBuilder();
        int count = 0;
        for (Map.Entry<UUID, NavigableMap<LocalDate, BigDecimal>> customer : purchases.entrySet()) {
            NavigableMap<LocalDate, BigDecimal> past = customer.getValue().headMap(until, true);
            if (!past.isEmpty()) {
                body.append(line(customer.getKey(), customer.getValue(), past, until, holdoutUntil))
                        .append('\n');
                count++;
            }
        }
        String holdout = holdoutUntil.isEmpty() ? "" : ",\"holdoutUntil\":\"%s\"".formatted(holdoutUntil);
        return body.append("{\"end\":true,\"count\":%d,\"until\":\"%s\"%s,\"currency\":\"CNY\"}\n"
                        .formatted(count, until, holdout))
                .toString();
    }

    private static String line(
            UUID id,
            NavigableMap<LocalDate, BigDecimal> days,
            NavigableMap<LocalDate, BigDecimal> past,
            LocalDate until,
            String holdoutUntil) {
        LocalDate first = past.firstKey();
        int frequency = past.size() - 1;
        String mean = frequency == 0
                ? ""
                : ",\"monetaryValue\":\"%s\""
                        .formatted(sum(past.tailMap(first, false))
                                .divide(BigDecimal.valueOf(frequency), 4, RoundingMode.HALF_UP)
                                .toPlainString());
        String holdout = "";
        if (!holdoutUntil.isEmpty()) {
            LocalDate end = LocalDate.parse(holdoutUntil);
            NavigableMap<LocalDate, BigDecimal> came = days.subMap(until, false, end, true);
            LocalDate before = until.minusDays(ChronoUnit.DAYS.between(until, end));
            holdout = ",\"holdoutFrequency\":%d,\"holdoutSpend\":\"%s\",\"previousFrequency\":%d"
                    .formatted(
                            came.size(),
                            sum(came).toPlainString(),
                            days.subMap(before, false, until, true).size());
        }
        return "{\"customerId\":\"%s\",\"frequency\":%d,\"recency\":%d,\"age\":%d%s%s}"
                .formatted(
                        id,
                        frequency,
                        ChronoUnit.DAYS.between(first, past.lastKey()),
                        ChronoUnit.DAYS.between(first, until),
                        mean,
                        holdout);
    }

    /// `/v1/purchase-months`.
    public String months(LocalDate until) {
        Map<YearMonth, Long> counts = new TreeMap<>();
        purchases
                .values()
                .forEach(days -> days.headMap(until, true)
                        .keySet()
                        .forEach(day -> counts.merge(YearMonth.from(day), 1L, Long::sum)));
        List<String> months = new ArrayList<>();
        YearMonth month = counts.isEmpty()
                ? YearMonth.from(until).plusMonths(1)
                : counts.keySet().iterator().next();
        for (; !month.isAfter(YearMonth.from(until)); month = month.plusMonths(1)) {
            months.add("{\"month\":\"%s\",\"purchaseDays\":%d,\"customers\":1}"
                    .formatted(month, counts.getOrDefault(month, 0L)));
        }
        return "{\"until\":\"%s\",\"currency\":\"CNY\",\"months\":[%s]}".formatted(until, String.join(",", months));
    }

    private static BigDecimal sum(NavigableMap<LocalDate, BigDecimal> days) {
        return days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
