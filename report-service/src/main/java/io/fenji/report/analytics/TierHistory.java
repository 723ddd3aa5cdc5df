package io.fenji.report.analytics;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How many customers each tier had on days in a row. On a day that has passed these are tiers as they were recorded
/// then.
@RegisterForReflection
public record TierHistory(LocalDate from, LocalDate to, String every, List<Point> points) implements Rows {
    static final List<String> STEPS = List.of("day", "week", "month", "quarter", "year");
    private static final int MOST = 400;

    /// The tiers of a day, those in force now first.
    @RegisterForReflection
    public record Point(
            LocalDate day, List<TierCount> tiers, @Nullable Long customers) {}

    /// Customers of a tier; null where it is not shown.
    @RegisterForReflection
    public record TierCount(String tier, @Nullable Long customers) {}

    public TierHistory {
        points = List.copyOf(points);
    }

    /// The days: the first, each step from there that lies before the last, and the last.
    static List<LocalDate> days(LocalDate from, LocalDate to, String every) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate day = from;
        for (int i = 1; day.isBefore(to); i++) {
            days.add(day);
            if (days.size() >= MOST) {
                throw ProblemException.at(
                        CommonProblem.INVALID_PARAMETER,
                        "every",
                        "TOO_MANY",
                        "These are more than %d days: take a longer step or a shorter time".formatted(MOST));
            }
            day = switch (every) {
                case "day" -> from.plusDays(i);
                case "week" -> from.plusWeeks(i);
                case "month" -> from.plusMonths(i);
                case "quarter" -> from.plusMonths(3L * i);
                default -> from.plusYears(i);
            };
        }
        days.add(to);
        return days;
    }

    /// One pass over the changes: a change counts at the first of the days that is not before it.
    public static TierHistory read(Question question, LocalDate from, LocalDate to, String every) throws SQLException {
        List<LocalDate> days = days(from, to, every);
        Map<Integer, Map<String, Long>> gains = new HashMap<>();
        TreeSet<String> held = new TreeSet<>();
        Sql.each(
                question.connection(),
                0,
                """
                with rows as (
                    select to_tier as tier, day, until_day from mart_tier_change m
                    where scheme = ? and to_tier is not null and day <= ? and (until_day is null or until_day > day)%s),
                steps as (
                    select tier, day as at, 1 as gain from rows union all
                    select tier, until_day, -1 from rows where until_day <= ?)
                select width_bucket(at - date '1900-01-01', ?::int[]), tier, sum(gain) from steps group by 1, 2""".formatted(question.filters().onCustomer("m")),
                row -> {
                    gains.computeIfAbsent(row.getInt(1), step -> new HashMap<>())
                            .put(row.getString(2), row.getLong(3));
                    held.add(row.getString(2));
                },
                question.filters()
                        .values(
                                new Object[] {question.scheme().key(), to},
                                to,
                                question.connection()
                                        .createArrayOf(
                                                "int4",
                                                days.stream()
                                                        .map(day -> (int) (day.toEpochDay()
                                                                - LocalDate.of(1900, 1, 1)
                                                                        .toEpochDay()
                                                                + 1))
                                                        .toArray())));
        TierOrder order = new TierOrder(
                        question.scheme().tiers(), question.scheme().tiers().size())
                .with(List.copyOf(held));
        Map<String, Long> now = new LinkedHashMap<>();
        for (String key : order.keys()) {
            now.put(key, 0L);
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            new TreeMap<>(gains.getOrDefault(i, Map.of())).forEach((tier, gain) -> now.merge(tier, gain, Long::sum));
            points.add(point(days.get(i), now, question.minGroup()));
        }
        return new TierHistory(from, to, every, points);
    }

    private static Point point(LocalDate day, Map<String, Long> counts, int minGroup) {
        long[] customers = counts.values().stream().mapToLong(each -> each).toArray();
        boolean[] hidden = Suppression.of(customers, minGroup);
        List<TierCount> tiers = new ArrayList<>();
        int i = 0;
        long sum = 0;
        for (String tier : counts.keySet()) {
            tiers.add(new TierCount(tier, hidden[i] ? null : customers[i]));
            sum += customers[i++];
        }
        return new Point(day, tiers, hidden[i] ? null : sum);
    }

    @Override
    public List<String> columns() {
        return List.of("day", "tier", "customers");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return points.stream()
                .flatMap(point ->
                        point.tiers().stream().map(tier -> Cells.of(point.day(), tier.tier(), tier.customers())))
                .toList();
    }
}
