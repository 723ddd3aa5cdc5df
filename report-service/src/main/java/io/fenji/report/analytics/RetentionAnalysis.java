package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who went on buying: customers of each tier at the beginning of a time that ordered within it, and customers by when
/// they
/// joined, with how many of them ordered in each period after.
///
/// @param tiers of `from`
/// @param cohorts by the period of the first order, the oldest first
@RegisterForReflection
public record RetentionAnalysis(
        LocalDate from, LocalDate to, String every, List<TierRetention> tiers, List<Cohort> cohorts) implements Rows {
    static final List<String> PERIODS = List.of("month", "quarter", "year");
    /// Cohorts and periods that are shown.
    private static final int MOST = 24;

    /// A tier's customers; figures are null where they must not be shown.
    @RegisterForReflection
    public record TierRetention(
            String tier,
            @Nullable Long customers,
            @Nullable Long retained,
            @Nullable BigDecimal retention,
            @Nullable BigDecimal churn) {}

    /// Customers who joined in the period that begins on a day.
    ///
    /// @param active those that ordered in this period (all of them), the next and so on
    @RegisterForReflection
    public record Cohort(LocalDate joined, @Nullable Long customers, List<Active> active) {}

    /// Those that ordered in a period.
    ///
    /// @param after periods after the one of joining
    @RegisterForReflection
    public record Active(
            int after, @Nullable Long customers, @Nullable BigDecimal share) {}

    private record Count(String tier, long customers, long retained) {}

    public RetentionAnalysis {
        tiers = List.copyOf(tiers);
        cohorts = List.copyOf(cohorts);
    }

    public static RetentionAnalysis read(Question question, LocalDate from, LocalDate to, String every) {
        return new RetentionAnalysis(from, to, every, tiers(question, from, to), cohorts(question, to, every));
    }

    private static List<TierRetention> tiers(Question question, LocalDate from, LocalDate to) {
        Map<String, Count> counts = new TreeMap<>();
        Sql.each(
                question.connection(),
                0,
                """
                select m.to_tier, count(*), count(d.customer_id) from mart_tier_change m
                left join (select distinct customer_id from mart_day where day > ? and day <= ? and orders > 0) d
                    on d.customer_id = m.customer_id
                where m.scheme = ? and m.day <= ? and (m.until_day is null or m.until_day > ?) and m.to_tier is not null%s
                group by 1""".formatted(question.filters().onCustomer("m")),
                row -> counts.put(row.getString(1), new Count(row.getString(1), row.getLong(2), row.getLong(3))),
                question.filters()
                        .values(new Object[] {from, to, question.scheme().key(), from, from}));
        TierOrder order = new TierOrder(
                        question.scheme().tiers(), question.scheme().tiers().size())
                .with(List.copyOf(counts.keySet()));
        List<Count> all = new ArrayList<>();
        for (String key : order.keys()) {
            all.add(counts.getOrDefault(key, new Count(key, 0, 0)));
        }
        long[][] table = all.stream()
                .map(each -> new long[] {each.retained(), each.customers() - each.retained()})
                .toArray(long[][]::new);
        boolean[][] hidden = Suppression.of(table, 2, question.minGroup());
        List<TierRetention> tiers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Count count = all.get(i);
            boolean split = !hidden[i][0] && !hidden[i][1];
            tiers.add(new TierRetention(
                    count.tier(),
                    hidden[i][2] ? null : count.customers(),
                    split ? count.retained() : null,
                    split ? share(count.retained(), count.customers()) : null,
                    split ? share(count.customers() - count.retained(), count.customers()) : null));
        }
        return tiers;
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), Shares.PLACES, RoundingMode.HALF_UP);
    }

    private static List<Cohort> cohorts(Question question, LocalDate to, String every) {
        int months = every.equals("month") ? 1 : every.equals("quarter") ? 3 : 12;
        TreeMap<LocalDate, TreeMap<Integer, Long>> counts = new TreeMap<>();
        Sql.each(
                question.connection(),
                0,
                """
                with bought as (
                    select m.customer_id, date_trunc('%1$s', m.day::timestamp)::date as period from mart_day m
                    where m.day <= ? and m.orders > 0%2$s group by 1, 2),
                joined as (select customer_id, min(period) as joined from bought group by 1)
                select joined, ((extract(year from period) - extract(year from joined)) * 12
                        + extract(month from period) - extract(month from joined))::int / %3$d as after, count(*)
                from bought join joined using (customer_id)
                where joined > (date_trunc('%1$s', ?::timestamp) - interval '%4$d months')::date
                group by 1, 2""".formatted(every, question.filters().onCustomer("m"), months, months * MOST),
                row -> counts.computeIfAbsent(row.getObject(1, LocalDate.class), date -> new TreeMap<>())
                        .put(row.getInt(2), row.getLong(3)),
                question.filters().values(new Object[] {to}, to));
        List<Cohort> cohorts = new ArrayList<>();
        counts.forEach((joined, active) -> {
            long customers = active.getOrDefault(0, 0L);
            boolean hidden = customers < question.minGroup();
            int last = ((to.getYear() - joined.getYear()) * 12 + to.getMonthValue() - joined.getMonthValue()) / months;
            List<Active> periods = new ArrayList<>();
            for (int after = 0; after <= last; after++) {
                long count = active.getOrDefault(after, 0L);
                // Who did not buy is the rest: neither may be told of few.
                boolean few = hidden || few(count, question) || few(customers - count, question);
                periods.add(new Active(after, few ? null : count, few ? null : share(count, customers)));
            }
            cohorts.add(new Cohort(joined, hidden ? null : customers, periods));
        });
        return cohorts;
    }

    private static boolean few(long count, Question question) {
        return count > 0 && count < question.minGroup();
    }

    @Override
    public List<String> columns() {
        return List.of("tier", "joined", "after", "customers", "active", "share");
    }

    /// Tiers first, then cohorts by period.
    @Override
    public List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        tiers.forEach(tier ->
                rows.add(Cells.of(tier.tier(), null, null, tier.customers(), tier.retained(), tier.retention())));
        cohorts.forEach(cohort -> cohort.active()
                .forEach(period -> rows.add(Cells.of(
                        null,
                        cohort.joined(),
                        period.after(),
                        cohort.customers(),
                        period.customers(),
                        period.share()))));
        return rows;
    }
}
