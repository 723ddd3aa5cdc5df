package io.fenji.customer.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
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

    /// An order.
    ///
    /// @param rated whether there is a rate for its currency; without, its amounts are not known
    record Order(LocalDate day, String status, List<Line> lines, boolean rated) {
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

    record Touch(LocalDate day, String type) {}

    record Voice(
            LocalDate day,
            LocalTime time,
            String type,
            @Nullable Integer score,
            @Nullable LocalDate resolved) {}

    /// What is known of a customer.
    record History(@Nullable LocalDate registered, List<Order> orders, List<Touch> touches, List<Voice> voices) {}

    private static final Map<String, String> TYPES = Map.of(
            "CALL", "call",
            "EMAIL", "email",
            "VISIT", "visit",
            "MEETING", "meeting",
            "SITE_VIEW", "siteView",
            "INQUIRY", "inquiry",
            "DOWNLOAD", "download",
            "LOGIN", "login",
            "CAMPAIGN_RESPONSE", "campaignResponse",
            "SOCIAL_CONTACT", "socialContact");

    private BruteForce() {}

    static Map<String, BigDecimal> metrics(History history, LocalDate date) {
        Map<String, BigDecimal> metrics = new TreeMap<>();
        orders(metrics, history.orders(), history.registered(), date);
        touches(metrics, history.touches(), date);
        voices(metrics, history.voices(), date);
        return metrics;
    }

    /// The first date after this one at which a fact enters or leaves a window.
    static @Nullable LocalDate nextChange(History history, LocalDate date) {
        List<LocalDate> changes = new ArrayList<>();
        history.orders().stream()
                .filter(order -> order.status().equals("COMPLETED"))
                .forEach(order -> changes(changes, order.day(), 30, 90, 180, 365));
        history.touches().forEach(touch -> changes(changes, touch.day(), 30, 90, 180, 365));
        history.voices().forEach(voice -> {
            changes(changes, voice.day(), 365);
            if (voice.resolved() != null) {
                changes.add(voice.resolved());
            }
        });
        if (history.registered() != null) {
            changes.add(history.registered());
        }
        return changes.stream()
                .filter(day -> day.isAfter(date))
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private static void changes(List<LocalDate> changes, LocalDate day, int... windows) {
        changes.add(day);
        for (int window : windows) {
            changes.add(day.plusDays(window));
        }
    }

    private static void touches(Map<String, BigDecimal> metrics, List<Touch> touches, LocalDate date) {
        for (int days : List.of(30, 90, 365)) {
            put(metrics, "interactions.%dd".formatted(days), count(touches, null, date, days));
            TYPES.forEach((type, key) ->
                    put(metrics, "interactions.%s.%dd".formatted(key, days), count(touches, type, date, days)));
        }
        touches.stream()
                .map(Touch::day)
                .filter(day -> !day.isAfter(date))
                .max(LocalDate::compareTo)
                .ifPresent(day ->
                        put(metrics, "lastInteractionDays", BigDecimal.valueOf(ChronoUnit.DAYS.between(day, date))));
        ratio(metrics, "activityTrend", count(touches, null, date, 90), count(touches, null, date.minusDays(90), 90));
    }

    private static BigDecimal count(List<Touch> touches, @Nullable String type, LocalDate date, int days) {
        return BigDecimal.valueOf(touches.stream()
                .filter(touch -> type == null || touch.type().equals(type))
                .filter(touch -> isIn(touch.day(), date, days))
                .count());
    }

    private static void voices(Map<String, BigDecimal> metrics, List<Voice> voices, LocalDate date) {
        List<Voice> year =
                voices.stream().filter(voice -> isIn(voice.day(), date, 365)).toList();
        List<BigDecimal> answers = year.stream()
                .filter(voice -> voice.type().equals("CSAT"))
                .map(voice -> BigDecimal.valueOf(voice.score()))
                .toList();
        ratio(metrics, "satisfaction.365d", sum(answers), BigDecimal.valueOf(answers.size()));
        voices.stream()
                .filter(voice -> voice.type().equals("NPS") && !voice.day().isAfter(date))
                .max(Comparator.comparing(voice -> voice.day().atTime(voice.time())))
                .ifPresent(voice -> put(metrics, "nps", BigDecimal.valueOf(voice.score())));
        put(metrics, "complaints.365d", ofType(year, "COMPLAINT"));
        put(metrics, "referrals.365d", ofType(year, "REFERRAL"));
        put(
                metrics,
                "openComplaints",
                ofType(
                        voices.stream()
                                .filter(voice -> !voice.day().isAfter(date))
                                .filter(voice -> voice.resolved() == null
                                        || voice.resolved().isAfter(date))
                                .toList(),
                        "COMPLAINT"));
    }

    private static BigDecimal ofType(List<Voice> voices, String type) {
        return BigDecimal.valueOf(
                voices.stream().filter(voice -> voice.type().equals(type)).count());
    }

    private static boolean isIn(LocalDate day, LocalDate date, int days) {
        return !day.isAfter(date) && day.isAfter(date.minusDays(days));
    }

    private static void orders(
            Map<String, BigDecimal> metrics, List<Order> all, @Nullable LocalDate registered, LocalDate date) {
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
        metrics.putAll(purchases(all, date).metrics());
    }

    private static PurchaseBruteForce purchases(List<Order> all, LocalDate date) {
        List<PurchaseBruteForce.Order> orders = new ArrayList<>();
        for (Order order : all) {
            orders.add(new PurchaseBruteForce.Order(
                    Integer.toString(orders.size()),
                    order.day(),
                    order.status().equals("COMPLETED"),
                    order.purchase(),
                    order.gross(),
                    order.returned(),
                    order.rated() ? "base" : "other",
                    !order.rated(),
                    order.rated() ? BigDecimal.ONE : null,
                    null));
        }
        return PurchaseBruteForce.of(orders, date);
    }

    private static void window(Map<String, BigDecimal> metrics, String key, List<Order> orders) {
        BigDecimal gross = sum(orders.stream().map(Order::gross).toList());
        BigDecimal net = gross.subtract(sum(orders.stream().map(Order::returned).toList()));
        List<Order> purchases = orders.stream().filter(Order::purchase).toList();
        put(metrics, "orders." + key, BigDecimal.valueOf(purchases.size()));
        if (!orders.stream().allMatch(Order::rated)) {
            return;
        }
        put(metrics, "spend." + key, net);
        put(metrics, "grossSpend." + key, gross);
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
        List<Line> bought = orders.stream()
                .flatMap(order -> order.lines().stream())
                .filter(line -> line.quantity().signum() > 0)
                .toList();
        if (orders.stream().allMatch(Order::rated)) {
            BigDecimal gross = sum(orders.stream().map(Order::gross).toList());
            ratio(
                    metrics,
                    "returnRate.365d",
                    sum(orders.stream().map(Order::returned).toList()),
                    gross);
            BigDecimal discount = sum(bought.stream().map(Line::discount).toList());
            ratio(metrics, "discountShare.365d", discount, gross.add(discount));
        }
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
                .filter(order -> isIn(order.day(), date, days))
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
