package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.content.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Spend before and after a tier change, against customers of the same tier who did not change: the difference of the
/// differences. It is what happened together with the change, not proof of what it caused.
///
/// @param from first day of changes
/// @param days before the change (up to the day before), and as many after (from the day on)
@RegisterForReflection
public record ChangeEffectAnalysis(LocalDate from, LocalDate to, int days, List<Effect> effects) implements Rows {
    /// Customers to compare with, of a tier and month, at most.
    private static final int SAMPLE = 2000;

    /// Which way a tier changed.
    public enum Direction {
        UP,
        DOWN
    }

    /// What is known of a direction; means are per customer.
    ///
    /// @param customers whose first change in the time went this way, with as many days after it as are looked at
    /// @param withoutComparison of them, those in whose tier and month nobody stayed; not in the means
    /// @param comparison customers who stayed, weighted as those who changed
    @RegisterForReflection
    public record Effect(
            Direction direction,
            @Nullable Long customers,
            @Nullable Long withoutComparison,
            @Nullable Money before,
            @Nullable Money after,
            @Nullable Long comparison,
            @Nullable Money comparisonBefore,
            @Nullable Money comparisonAfter,
            @Nullable Money effect) {}

    /// A tier and month of one direction.
    private record Stratum(
            Direction direction,
            long customers,
            BigDecimal before,
            BigDecimal after,
            long compared,
            BigDecimal comparedBefore,
            BigDecimal comparedAfter) {}

    public ChangeEffectAnalysis {
        effects = List.copyOf(effects);
    }

    public static ChangeEffectAnalysis read(Question question, LocalDate from, LocalDate to, int days)
            throws SQLException {
        // Those who stayed are looked at on the middle day of the changes of their tier and month.
        String sql = """
            with ranks as (select tier, rank from unnest(?::text[]) with ordinality as r (tier, rank)),
            changed as (
                select distinct on (m.customer_id) m.customer_id, m.day, m.from_tier, f.rank > t.rank as up
                from mart_tier_change m join ranks f on f.tier = m.from_tier join ranks t on t.tier = m.to_tier
                where m.scheme = ? and m.day >= ? and m.day <= ? and f.rank <> t.rank%1$s
                order by m.customer_id, m.version),
            strata as (
                select up, from_tier, date_trunc('month', day::timestamp)::date as month, count(*) as customers,
                    percentile_disc(0.5) within group (order by day) as middle
                from changed group by 1, 2, 3),
            moved as (
                select up, from_tier, date_trunc('month', c.day::timestamp)::date as month,
                    coalesce(sum(d.gross - d.returned) filter (where d.day < c.day), 0) as before,
                    coalesce(sum(d.gross - d.returned) filter (where d.day >= c.day), 0) as after
                from changed c
                left join mart_day d on d.customer_id = c.customer_id and d.day >= c.day - ?::int and d.day < c.day + ?::int
                group by 1, 2, 3),
            stayed as (
                select s.up, s.from_tier, s.month, s.middle, m.customer_id
                from strata s cross join lateral (
                    select m.customer_id from mart_tier_change m
                    where m.scheme = ? and m.to_tier = s.from_tier and m.day <= s.middle - ?::int
                        and (m.until_day is null or m.until_day >= s.middle + ?::int)%1$s
                    order by hashtextextended(m.customer_id::text, 0), m.customer_id limit %2$d) m),
            compared as (
                select up, from_tier, month, count(distinct s.customer_id) as customers,
                    coalesce(sum(d.gross - d.returned) filter (where d.day < s.middle), 0) as before,
                    coalesce(sum(d.gross - d.returned) filter (where d.day >= s.middle), 0) as after
                from stayed s
                left join mart_day d on d.customer_id = s.customer_id and d.day >= s.middle - ?::int and d.day < s.middle + ?::int
                group by 1, 2, 3)
            select s.up, s.customers, m.before, m.after, coalesce(c.customers, 0), coalesce(c.before, 0), coalesce(c.after, 0)
            from strata s join moved m using (up, from_tier, month) left join compared c using (up, from_tier, month)
            order by s.up, s.from_tier, s.month""".formatted(question.filters().onCustomer("m"), SAMPLE);
        LocalDate last = question.today().minusDays(days - 1L);
        LocalDate end = to.isAfter(last) ? last : to;
        String[] tiers =
                question.scheme().tiers().stream().map(tier -> tier.key()).toArray(String[]::new);
        Object[] first = question.filters().values(new Object[] {
            question.connection().createArrayOf("text", tiers),
            question.scheme().key(),
            from,
            end
        });
        List<Object> values = new ArrayList<>(List.of(first));
        values.addAll(List.of(days, days));
        values.addAll(List.of(
                question.filters().values(new Object[] {question.scheme().key(), days, days}, days, days)));
        Map<Direction, List<Stratum>> strata = new EnumMap<>(Direction.class);
        Sql.each(
                question.connection(),
                0,
                sql,
                row -> strata.computeIfAbsent(
                                row.getBoolean(1) ? Direction.UP : Direction.DOWN, each -> new ArrayList<>())
                        .add(new Stratum(
                                row.getBoolean(1) ? Direction.UP : Direction.DOWN,
                                row.getLong(2),
                                row.getBigDecimal(3),
                                row.getBigDecimal(4),
                                row.getLong(5),
                                row.getBigDecimal(6),
                                row.getBigDecimal(7))),
                values.toArray());
        List<Effect> effects = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            effects.add(effect(question, direction, strata.getOrDefault(direction, List.of())));
        }
        return new ChangeEffectAnalysis(from, end.isBefore(from) ? from : end, days, effects);
    }

    private static Effect effect(Question question, Direction direction, List<Stratum> strata) {
        long customers = strata.stream().mapToLong(Stratum::customers).sum();
        List<Stratum> used = strata.stream().filter(each -> each.compared() > 0).toList();
        long counted = used.stream().mapToLong(Stratum::customers).sum();
        long compared = used.stream().mapToLong(Stratum::compared).sum();
        long without = customers - counted;
        boolean few =
                few(customers, question) || few(counted, question) || few(compared, question) || few(without, question);
        if (few || counted == 0) {
            return new Effect(
                    direction,
                    few ? null : customers,
                    few ? null : without,
                    null,
                    null,
                    few ? null : compared,
                    null,
                    null,
                    null);
        }
        BigDecimal before = sum(used, Stratum::before);
        BigDecimal after = sum(used, Stratum::after);
        // A stratum's mean counts as often as customers of it changed.
        BigDecimal comparedBefore = sum(used, each -> weighted(each, each.comparedBefore()));
        BigDecimal comparedAfter = sum(used, each -> weighted(each, each.comparedAfter()));
        return new Effect(
                direction,
                customers,
                without,
                mean(before, counted, question),
                mean(after, counted, question),
                compared,
                mean(comparedBefore, counted, question),
                mean(comparedAfter, counted, question),
                mean(after.subtract(before).subtract(comparedAfter.subtract(comparedBefore)), counted, question));
    }

    private static boolean few(long count, Question question) {
        return count > 0 && count < question.minGroup();
    }

    private static BigDecimal sum(List<Stratum> strata, Function<Stratum, BigDecimal> what) {
        return strata.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal weighted(Stratum stratum, BigDecimal sum) {
        return sum.multiply(BigDecimal.valueOf(stratum.customers()))
                .divide(BigDecimal.valueOf(stratum.compared()), 8, RoundingMode.HALF_UP);
    }

    private static Money mean(BigDecimal sum, long customers, Question question) {
        return new Money(sum.divide(BigDecimal.valueOf(customers), 2, RoundingMode.HALF_UP), question.currency());
    }

    @Override
    public List<String> columns() {
        return List.of(
                "direction",
                "customers",
                "withoutComparison",
                "before",
                "after",
                "comparison",
                "comparisonBefore",
                "comparisonAfter",
                "effect");
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return effects.stream()
                .map(each -> Cells.of(
                        each.direction(),
                        each.customers(),
                        each.withoutComparison(),
                        Cells.amount(each.before()),
                        Cells.amount(each.after()),
                        each.comparison(),
                        Cells.amount(each.comparisonBefore()),
                        Cells.amount(each.comparisonAfter()),
                        Cells.amount(each.effect())))
                .toList();
    }
}
