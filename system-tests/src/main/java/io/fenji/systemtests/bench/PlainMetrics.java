package io.fenji.systemtests.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The order metrics as somebody would write them by hand for a base of which only orders are known, and no returns: a
/// pass
/// in the order of the covering index with a sum a window and measure, times as constants, and one for distinct days,
/// which parallel workers cannot count together.
final class PlainMetrics {
    /// Position of the first metric of purchase days.
    private static final int PURCHASE_DAYS = 79;
    private static final int[] WINDOWS = {30, 90, 180, 365, 0};

    /// Columns by their position in the service's vectors.
    private static final List<String> COLUMNS = columns();

    /// How many metrics are compared.
    static final int COUNT =
            (int) COLUMNS.stream().filter(column -> !column.isEmpty()).count();

    /// Counts the customers whose vectors are not what [#sql] says.
    static final String DIFFERENT = IntStream.rangeClosed(1, COLUMNS.size())
            .filter(position -> !COLUMNS.get(position - 1).isEmpty())
            .mapToObj(position -> "m.vector[%d] is distinct from p.%s".formatted(position, COLUMNS.get(position - 1)))
            .collect(Collectors.joining(
                    " or ",
                    "select count(*) from plain_metrics p full join customer_metrics m using (customer_id) where ",
                    ""));

    private PlainMetrics() {}

    /// Makes the table `plain_metrics`.
    static String sql(LocalDate day) {
        List<String> columns = new ArrayList<>();
        for (int days : WINDOWS) {
            String after =
                    days == 0 ? "" : "ordered_at >= timestamptz '%s 00:00+08'".formatted(day.minusDays(days - 1L));
            String all = days == 0 ? "" : "filter (where %s)".formatted(after);
            String bought = "filter (where purchase%s)".formatted(days == 0 ? "" : " and " + after);
            columns.add("""
                    coalesce(sum(gross) %1$s, 0) - coalesce(sum(returned) %1$s, 0) as spend_%3$d,
                    coalesce(sum(gross) %1$s, 0) as gross_%3$d,
                    case when coalesce(bool_and(cost is not null) %1$s, true)
                         then coalesce(sum(gross) %1$s, 0) - coalesce(sum(returned) %1$s, 0) - coalesce(sum(cost) %1$s, 0)
                         end as profit_%3$d,
                    count(*) %2$s as orders_%3$d,
                    round(sum(gross) %1$s / nullif(count(*) %2$s, 0), 4) as average_%3$d,
                    max(gross) %2$s as largest_%3$d""".formatted(all, bought, days));
        }
        String year = "filter (where ordered_at >= timestamptz '%s 00:00+08')".formatted(day.minusDays(364));
        return """
                create table plain_metrics as
                with metrics as (
                select customer_id, %1$s,
                       (max(ordered_at) filter (where purchase) at time zone 'Asia/Shanghai')::date - date '1970-01-01' as last_on,
                       round(((max(ordered_at) filter (where purchase) at time zone 'Asia/Shanghai')::date
                              - (min(ordered_at) filter (where purchase) at time zone 'Asia/Shanghai')::date)::numeric
                             / nullif(count(*) filter (where purchase) - 1, 0), 4) as gap,
                       round(sum(returned) %2$s / nullif(sum(gross) %2$s, 0), 4) as return_rate,
                       round(sum(discount) %2$s / nullif(sum(gross) %2$s + sum(discount) %2$s, 0), 4) as discount_share
                from orders
                where status = 'COMPLETED' and ordered_at < timestamptz '%3$s 00:00+08'
                group by customer_id
                ), days as (
                  select customer_id, count(distinct day) as purchase_days, min(day) as first_day, max(day) as last_day
                  from (select customer_id, (ordered_at at time zone 'Asia/Shanghai')::date as day
                        from orders
                        where status = 'COMPLETED' and ordered_at < timestamptz '%3$s 00:00+08' and gross > 0) o
                  group by customer_id)
                select m.*, purchase_days, first_day - date '1970-01-01' as first_day, last_day - date '1970-01-01' as last_day,
                       gross_0 - (select sum(gross) from orders o
                                  where o.status = 'COMPLETED' and o.customer_id = m.customer_id
                                    and o.ordered_at >= first_day::timestamp at time zone 'Asia/Shanghai'
                                    and o.ordered_at < (first_day + 1)::timestamp at time zone 'Asia/Shanghai') as repeat_spend
                from metrics m left join days using (customer_id)""".formatted(String.join(",\n", columns), year, day.plusDays(1));
    }

    /// Empty where this base has nothing to compute from.
    private static List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (String family : List.of("spend", "gross", "profit", "orders", "average", "largest")) {
            for (int days : WINDOWS) {
                columns.add(family + "_" + days);
            }
        }
        columns.addAll(List.of("", "", "last_on", "", "gap", "", "return_rate", "discount_share"));
        columns.addAll(Collections.nCopies(PURCHASE_DAYS - 1 - columns.size(), ""));
        columns.addAll(List.of("purchase_days", "first_day", "last_day", "repeat_spend"));
        return List.copyOf(columns);
    }
}
