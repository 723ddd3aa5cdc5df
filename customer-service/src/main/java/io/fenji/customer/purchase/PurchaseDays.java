package io.fenji.customer.purchase;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one definition of purchase days, in SQL, for metrics and summaries alike.
///
/// A purchase day is a business day whose completed orders bring more than nothing. A return takes from the day of
/// the order that it names, if that is a completed order of the same customer before the end; any other return from its
/// own. An order without a rate makes its day one if it has a line of positive quantity.
///
/// A return in the currency of its order is worth what it was at the order's rate, all returns of an order together:
/// so nothing is left of an order of which everything came back.
public final class PurchaseDays {
    private static final Instant EVER = Instant.EPOCH.minus(365_000, ChronoUnit.DAYS);
    private static final Instant NEVER = Instant.EPOCH.plus(365_000, ChronoUnit.DAYS);

    /// Of rows `(day, spend, bought, rateless)`, what the models need.
    static final String TOTALS = """
            count(*) filter (where bought) as purchase_days,
            min(day) filter (where bought) as first_day,
            max(day) filter (where bought) as last_day,
            coalesce(sum(spend) filter (where bought)
                     - (array_agg(spend order by day) filter (where bought))[1], 0) as repeat_spend""";

    /// How many days orders are of. Where the zone keeps one offset a day has 24 hours, which takes a third of
    /// the time of asking the zone; the moments that stand for the days before are none at which such a day begins.
    static final String DAYS = """
            count(distinct case when o.ordered_at >= :steady then date_bin('1 day', o.ordered_at, :end)
                                else (o.ordered_at at time zone :zone)::date::timestamp at time zone 'UTC' end)""";

    /// Columns of a sum over a customer's completed orders `o` of the widest window.
    public static final String RECENT = """
            %s as order_days_365d,
            coalesce(bool_and(o.purchase and o.gross > 0), true) as all_paid_365d""".formatted(DAYS);

    /// Columns of a sum over those that are older, on top of the others.
    public static final String LIFETIME = """
            order_days_365d + %s as order_days,
            all_paid_365d and coalesce(bool_and(o.purchase and o.gross > 0), true) as all_paid""".formatted(DAYS);

    private static final String SIMPLE = "all_paid and returned_lifetime = 0 and rateless_lifetime = 0";

    /// Joins `days (purchase_days, first_day, last_day, repeat_spend)` of the customer `c` to those sums. Most
    /// customers have returned nothing and paid for everything: each day with an order is one then, which
    /// takes half the time of summing up day by day. No day of any zone has more than 48 hours.
    public static final String OF_MANY = lateral("""
            select %s from (%s) d having""".formatted(TOTALS, of(":zone", null, ":end")));

    /// The same for a statement that computes few customers: the database's function does it for those others,
    /// because to make their part ready would take a third as long as all else.
    public static final String OF_FEW = lateral("select f.* from purchase_days(c.id, :zone, :end) f where");

    private PurchaseDays() {}

    /// SQL of the join.
    ///
    /// @param others selects the days of those who are not so simple, up to the condition
    private static String lateral(String others) {
        return """
                cross join lateral (
                  select order_days as purchase_days, first_on as first_day, last_on as last_day,
                         case when order_days > 1 then gross_lifetime - (
                           select sum(o.gross) from orders o
                           where o.status = 'COMPLETED' and o.customer_id = c.id
                             and o.ordered_at >= lifetime.first_at
                             and o.ordered_at < lifetime.first_at + interval '48 hours'
                             and (o.ordered_at at time zone :zone)::date = first_on) else 0 end as repeat_spend
                  where %1$s
                  union all
                  %2$s not (%1$s)
                ) days""".formatted(SIMPLE, others);
    }

    /// The value `:steady`: the beginning of the first day since which the zone has kept one offset, and keeps
    /// it for good. Far in the future for a zone that goes on changing.
    public static Instant steadySince(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        if (!rules.getTransitionRules().isEmpty()) {
            return NEVER;
        }
        List<ZoneOffsetTransition> changes = rules.getTransitions();
        return changes.isEmpty()
                ? EVER
                : changes.getLast()
                        .getDateTimeAfter()
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant();
    }

    /// SQL of the days of the customer `c.id`: rows `(day, spend, bought, rateless)`, also of days that are no
    /// purchase days. `rateless` tells that an order or return of the day has no rate, and so `spend` is not known.
    ///
    /// @param zone of the business day, an expression
    /// @param from orders before this moment are left out, an expression; null for none
    /// @param end orders and returns count that were made before this moment, an expression
    static String of(String zone, @Nullable String from, String end) {
        return """
                with named as (
                  select r.ordered_at as returned_at, r.returned, r.own_returned, o.id, o.ordered_at, o.rate,
                         o.rate is not null and r.currency = o.currency as alike
                  from orders r
                  join order_keys k on k.source = r.returns_source and k.key = r.returns_key
                    and k.customer_id = r.customer_id
                  join orders o on o.customer_id = k.customer_id and o.id = k.order_id and o.status = 'COMPLETED'
                    and o.ordered_at < %3$s
                  where r.customer_id = c.id and r.returns_key is not null and r.status = 'COMPLETED'
                    and r.ordered_at < %3$s)
                select day, coalesce(sum(spend), 0) as spend, bool_or(rateless) as rateless,
                       coalesce(sum(spend), 0) > 0 or bool_or(unknown) as bought
                from (
                  select (o.ordered_at at time zone %1$s)::date as day, o.gross - o.returned as spend,
                         o.gross is null as rateless, o.gross is null and o.purchase as unknown
                  from orders o
                  where o.status = 'COMPLETED' and o.customer_id = c.id and o.ordered_at < %3$s %2$s
                  union all
                  select (returned_at at time zone %1$s)::date, returned, false, false from named
                  union all
                  select (ordered_at at time zone %1$s)::date,
                         -coalesce(sum(returned) filter (where not alike), 0)
                           - coalesce(round(sum(own_returned) filter (where alike) * rate, 4), 0), false, false
                  from named group by id, ordered_at, rate) o
                group by day""".formatted(zone, from == null ? "" : "and o.ordered_at >= " + from, end);
    }
}
