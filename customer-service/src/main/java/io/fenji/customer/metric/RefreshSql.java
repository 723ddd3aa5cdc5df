package io.fenji.customer.metric;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The one statement that computes metric vectors and writes those that changed.
///
/// Orders, interactions and feedback are read once, in the order of their covering indexes. Each order and each
/// interaction falls in the bucket of the innermost window that holds it; sums are made per customer and bucket
/// first, and added up to windows from at most five rows a customer (and type), so that 20 million orders are not
/// summed once a window.
final class RefreshSql {
    /// Parameters: see [MetricRefresh].
    static final String WHOLE_BASE = text("", "", "");

    /// The same for the customers of the temporary table `touched_customers (customer_id)`.
    static final String TOUCHED = text(
            "touched as materialized (select distinct customer_id from touched_customers),",
            "and customer_id in (select customer_id from touched)",
            "where c.id in (select customer_id from touched)");

    /// The same for one customer; its id is bound once, before the others.
    static final String ONE = text(
            "touched as materialized (select ?::uuid as customer_id),",
            "and customer_id = (select customer_id from touched)",
            "where c.id = (select customer_id from touched)");

    private RefreshSql() {}

    private static String text(String touched, String ofTouched, String onlyTouched) {
        return """
                with %1$s
                bucketed as (
                  select o.customer_id,
                         case when o.ordered_at >= ? then 1 when o.ordered_at >= ? then 2 when o.ordered_at >= ? then 3
                              when o.ordered_at >= ? then 4 else 5 end as bucket,
                         o.ordered_at, o.purchase, o.gross, o.returned, o.discount, o.cost
                  from orders o
                  where o.status = 'COMPLETED' and o.ordered_at < ? %2$s
                ), buckets as (
                  select customer_id, bucket,
                         count(*) filter (where purchase) as orders,
                         sum(gross) as gross, sum(returned) as returned, sum(discount) as discount, sum(cost) as cost,
                         count(*) filter (where cost is null) as costless,
                         max(gross) filter (where purchase) as largest,
                         min(ordered_at) filter (where purchase) as first_at,
                         max(ordered_at) filter (where purchase) as last_at
                  from bucketed
                  group by customer_id, bucket
                ), sums as (
                  select customer_id, min(first_at) as first_at, max(last_at) as last_at,
                         coalesce(sum(discount) filter (where bucket <= %6$d), 0) as discount_365d,
                         %4$s
                  from buckets
                  group by customer_id
                ), bought as (
                  select distinct o.customer_id, category
                  from orders o cross join unnest(o.categories) as category
                  where o.status = 'COMPLETED' and o.ordered_at >= ? and o.ordered_at < ? %2$s
                ), categories as (
                  select customer_id, count(*) as categories from bought group by customer_id
                ), touches as (
                  select customer_id, type, bucket, count(*) as times, max(occurred_at) as last_at
                  from (select customer_id, type, occurred_at,
                               case when occurred_at >= ? then 1 when occurred_at >= ? then 2 when occurred_at >= ? then 3
                                    when occurred_at >= ? then 4 else 5 end as bucket
                        from interactions where occurred_at < ? %2$s) i
                  group by customer_id, type, bucket
                ), contacts as (
                  select customer_id as contacted, max(last_at) as contacted_at,
                         sum(times) filter (where bucket = %7$d) as contacts_before,
                         %8$s
                  from touches
                  group by customer_id
                ), voices as (
                  select customer_id as heard,
                         sum(score) filter (where type = 'CSAT' and recent) as csat_sum,
                         count(*) filter (where type = 'CSAT' and recent) as csat_count,
                         (array_agg(score order by occurred_at desc, id desc) filter (where type = 'NPS'))[1] as nps,
                         count(*) filter (where type = 'COMPLAINT' and recent) as complaints,
                         count(*) filter (where type = 'COMPLAINT' and unresolved) as open_complaints,
                         count(*) filter (where type = 'REFERRAL' and recent) as referrals
                  from (select customer_id, id, type, score, occurred_at, occurred_at >= ? as recent,
                               resolved_at is null or resolved_at >= ? as unresolved
                        from feedback where occurred_at < ? %2$s) f
                  group by customer_id
                ), dated as (
                  select c.id, c.version, c.assets, c.assets_currency, c.credit_rating, s.*, g.categories, t.*, v.*,
                         (s.first_at at time zone z.zone)::date as first_on,
                         (s.last_at at time zone z.zone)::date as last_on,
                         (t.contacted_at at time zone z.zone)::date as contacted_on,
                         case when c.registered_on <= z.business_date then c.registered_on end as registered_on
                  from customers c
                  cross join (select ?::text as zone, ?::date as business_date) z
                  left join sums s on s.customer_id = c.id
                  left join categories g on g.customer_id = c.id
                  left join contacts t on t.contacted = c.id
                  left join voices v on v.heard = c.id
                  %3$s
                ), vectors as (
                  select id, version, array[
                    %5$s,
                    case when assets_currency = ? then trim_scale(round(assets, 4)) end,
                    trim_scale(round(credit_rating, 4)),
                    ?::date - last_on,
                    ?::date - least(registered_on, first_on),
                    half_up_ratio(last_on - first_on, orders_lifetime - 1),
                    categories,
                    half_up_ratio(returned_365d, gross_365d),
                    half_up_ratio(discount_365d, gross_365d + discount_365d),
                    %9$s,
                    ?::date - contacted_on,
                    half_up_ratio(coalesce(%10$s, 0), contacts_before),
                    half_up_ratio(csat_sum, csat_count),
                    nps,
                    coalesce(complaints, 0),
                    coalesce(open_complaints, 0),
                    coalesce(referrals, 0)
                  ]::numeric[] as vector
                  from dated
                  -- Else each expression would stand in the plan twice.
                  offset 0
                ), changed as (
                  select v.id, v.version, v.vector
                  from vectors v left join customer_metrics m on m.customer_id = v.id
                  where m.customer_id is null or m.vector is distinct from v.vector or m.customer_version <> v.version
                )
                insert into customer_metrics as m
                  (customer_id, vector, customer_version, business_date, computed_at, feed_no)
                select id, vector, version, ?::date, now(), case when ? then nextval('metric_feed_no') end
                from changed
                on conflict (customer_id) do update set
                  vector = excluded.vector, customer_version = excluded.customer_version,
                  business_date = excluded.business_date, computed_at = excluded.computed_at, feed_no = excluded.feed_no
                """.formatted(
                        touched,
                        ofTouched,
                        onlyTouched,
                        windowSums(),
                        windowMetrics(),
                        Window.D365.bucket(),
                        Window.D180.bucket(),
                        Contact.sums(),
                        Contact.counts(),
                        Contact.ALL.column(Window.D90));
    }

    private static String windowSums() {
        return Arrays.stream(Window.values())
                .map(window -> """
                        coalesce(sum(orders) filter (where bucket <= %1$d), 0) as orders_%2$s,
                        coalesce(sum(gross) filter (where bucket <= %1$d), 0) as gross_%2$s,
                        coalesce(sum(returned) filter (where bucket <= %1$d), 0) as returned_%2$s,
                        coalesce(sum(cost) filter (where bucket <= %1$d), 0) as cost_%2$s,
                        coalesce(sum(costless) filter (where bucket <= %1$d), 0) as costless_%2$s,
                        max(largest) filter (where bucket <= %1$d) as largest_%2$s""".formatted(window.bucket(), window.key()))
                .collect(Collectors.joining(",\n"));
    }

    // A customer without orders has no row in sums: sums over nothing are 0, what needs an order stays absent.
    private static String windowMetrics() {
        return Arrays.stream(Family.values())
                .flatMap(family -> Arrays.stream(Window.values()).map(window -> {
                    String value = "trim_scale(round((%s)::numeric, 4))".formatted(family.sql(window));
                    return switch (family) {
                        case SPEND, GROSS_SPEND, PROFIT, ORDERS ->
                            "case when customer_id is null then 0 else %s end".formatted(value);
                        case AVERAGE_ORDER, LARGEST_ORDER -> value;
                    };
                }))
                .collect(Collectors.joining(",\n"));
    }
}
