package io.fenji.customer.purchase;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// The statements that read the purchase days of the whole base. A customer after the other, each by the index of the
/// metrics:
/// whatever comes first is sent first, and nothing is kept.
///
/// Values stand in the text, which are dates and the configured zone: `COPY` takes no parameters.
record PurchaseSql(ZoneId zone) {
    private static final String SHOWN = "not exists (select from customer_restrictions r where r.customer_id = c.id)";

    /// Columns of [#summaries].
    static final int COLUMNS = 8;

    /// Customer, x, t_x, T, mean; of a holdout its days and spend, and the days before.
    String summaries(Period period) {
        LocalDate until = period.until();
        return """
                copy (
                  select c.id, s.purchase_days - 1, s.last_day - s.first_day, date '%1$s' - s.first_day,
                         case when not s.rateless then half_up_ratio(s.repeat_spend, s.purchase_days - 1) end, %5$s
                  from customers c
                  cross join lateral (
                    select %2$s, bool_or(rateless) as rateless,
                           count(*) filter (where bought and day > date '%6$s') as previous
                    from (%3$s) d) s
                  %7$s
                  where s.purchase_days > 0 and %4$s
                  order by c.id) to stdout""".formatted(
                        until,
                        PurchaseDays.TOTALS,
                        days(null, until),
                        SHOWN,
                        period.holdoutUntil() == null
                                ? "null, null, null"
                                : "h.purchase_days, case when not h.rateless then trim_scale(round(h.spend, 4)) end, s.previous",
                        period.beforePrevious(),
                        period.holdoutUntil() == null ? "" : holdout(until, period.holdoutUntil()));
    }

    private String holdout(LocalDate until, LocalDate last) {
        return """
                cross join lateral (
                  select count(*) filter (where bought) as purchase_days,
                         coalesce(sum(spend) filter (where bought), 0) as spend,
                         coalesce(bool_or(rateless), false) as rateless
                  from (%s) d where day > date '%s') h""".formatted(days(until, last), until);
    }

    /// Each month to the last: its first day, purchase days, customers, spend.
    String months(LocalDate until) {
        return """
                with months as materialized (
                  select m.month, sum(m.days) as days, count(*) filter (where m.days > 0) as customers, sum(m.spend) as spend,
                         bool_or(m.rateless) as rateless
                  from customers c
                  cross join lateral (
                    select date_trunc('month', day::timestamp)::date as month, count(*) filter (where bought) as days,
                           sum(spend) filter (where bought) as spend, bool_or(rateless) as rateless
                    from (%1$s) d group by 1) m
                  where %2$s
                  group by m.month)
                select g.month::date, coalesce(m.days, 0), coalesce(m.customers, 0),
                       case when m.rateless is not true then trim_scale(round(coalesce(m.spend, 0), 4)) end
                from generate_series((select min(month) from months where days > 0)::timestamp,
                                     date_trunc('month', timestamp '%3$s'), interval '1 month') as g (month)
                left join months m on m.month = g.month
                order by g.month""".formatted(days(null, until), SHOWN, until);
    }

    /// @param after the day after which orders are read; null for all
    private String days(@Nullable LocalDate after, LocalDate last) {
        return PurchaseDays.of("'%s'".formatted(zone.getId()), after == null ? null : endOf(after), endOf(last));
    }

    private String endOf(LocalDate day) {
        return "timestamptz '%s'".formatted(day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
