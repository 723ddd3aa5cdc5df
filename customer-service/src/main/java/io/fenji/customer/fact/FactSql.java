package io.fenji.customer.fact;

/// The statements of the fact feed. A line is made in SQL as the JSON it is sent as.
final class FactSql {
    /// What the completed orders of customers come to, by month. Values: the zone, the customers' ids.
    private static final String MONTHS = """
            placed as (
              select customer_id, id, (ordered_at at time zone ?)::date as day, channel, purchase,
                     gross, returned, discount, cost, case when own_gross is null then 1 else rate end as rate
              from orders where customer_id = any (?::uuid[]) and status = 'COMPLETED'
                and not exists (select from customer_restrictions r where r.customer_id = orders.customer_id)
            ), days as (
              select customer_id, day, channel, count(*) filter (where purchase) as orders,
                     case when count(*) = count(gross) then sum(gross) end as gross,
                     case when count(*) = count(gross) then sum(returned) end as returned,
                     case when count(*) = count(gross) then sum(discount) end as discount,
                     case when count(*) = count(cost) then sum(cost) end as cost
              from placed group by customer_id, day, channel
            ), bought as (
              select customer_id, date_trunc('month', day::timestamp)::date as month,
                     json_agg(json_strip_nulls(json_build_object(
                       'date', day, 'channel', channel, 'orders', orders, 'gross', trim_scale(gross),
                       'returned', trim_scale(returned), 'discount', trim_scale(discount), 'cost', trim_scale(cost)))
                       order by day, channel) as days
              from days group by 1, 2
            ), sold as (
              select p.customer_id, p.day, r.category, sum(l.quantity) as quantity,
                     case when count(*) = count(p.rate)
                          then round(coalesce(sum(l.amount * p.rate) filter (where l.amount > 0), 0), 4) end as gross,
                     case when count(*) = count(p.rate)
                          then round(coalesce(-sum(l.amount * p.rate) filter (where l.amount < 0), 0), 4) end as returned,
                     case when count(*) = count(p.rate)
                          then round(coalesce(sum(l.discount * p.rate) filter (where l.quantity > 0), 0), 4) end
                       as discount,
                     case when count(*) = count(l.unit_cost * p.rate)
                          then round(sum(l.quantity * l.unit_cost * p.rate), 4) end as cost
              from placed p
              join order_lines l on l.customer_id = p.customer_id and l.order_id = p.id
              join products r on r.id = l.product_id
              group by p.customer_id, p.day, r.category
            ), sorted as (
              select customer_id, date_trunc('month', day::timestamp)::date as month,
                     json_agg(json_strip_nulls(json_build_object(
                       'date', day, 'category', category, 'quantity', trim_scale(quantity), 'gross', trim_scale(gross),
                       'returned', trim_scale(returned), 'discount', trim_scale(discount), 'cost', trim_scale(cost)))
                       order by day, category) as categories
              from sold group by 1, 2
            ), months as (
              -- Gathered, not joined: nothing is known of the size of either, and a guess could cost minutes.
              select customer_id, month, %s as line
              from (select customer_id, month, (array_agg(days) filter (where days is not null))[1] as days,
                           (array_agg(categories) filter (where categories is not null))[1] as categories
                    from (select customer_id, month, days, null::json as categories from bought
                          union all
                          select customer_id, month, null, categories from sorted) parts
                    group by customer_id, month) gathered
            )
            """.formatted(monthLine("days", "coalesce(categories, '[]')"));

    /// The lines of customers, from rows `i (customer_id)`; one that is restricted is shown as gone.
    private static final String CUSTOMER_LINE = """
            translate(case when c.id is null
              then json_build_object('type', 'customer', 'customerId', i.customer_id, 'deleted', true)
              else json_build_object('type', 'customer', 'customerId', c.id, 'deleted', false,
                'keys', coalesce((select json_agg(json_build_object('source', k.source, 'key', k.key)
                                    order by k.source, k.key)
                                  from customer_keys k where k.customer_id = c.id), '[]'),
                'attributes', jsonb_strip_nulls(jsonb_build_object(
                  'kind', c.kind, 'country', c.country, 'province', c.province, 'city', c.city, 'industry', c.industry,
                  'size', c.size, 'channel', c.channel, 'registeredOn', c.registered_on,
                  'accountManager', c.account_manager, 'riskAppetite', c.risk_appetite))
                  || coalesce((select jsonb_object_agg('custom.' || v.key, v.value)
                               from jsonb_each_text(c.custom) v join custom_fields d on d.key = v.key and d.analytic), '{}')) end::text, chr(10), '')""";

    /// Takes customers that are to be looked at. Value: how many.
    static final String TAKE = """
            select customer_id from fact_customers where pending
            order by customer_id limit ? for update skip locked""";

    /// Numbers those of them whose own line changed. Values: their ids, twice.
    static final String NUMBER_CUSTOMERS = """
            with lines as materialized (
              select i.customer_id, %s as line
              from unnest(?::uuid[]) as i (customer_id) left join customers c on c.id = i.customer_id
                and not exists (select from customer_restrictions r where r.customer_id = i.customer_id))
            update fact_customers f
            set pending = false, line = s.line,
                feed_no = case when f.line is distinct from s.line then nextval('fact_feed_no') else f.feed_no end
            from lines s
            where f.customer_id = any (?::uuid[]) and f.customer_id = s.customer_id""".formatted(CUSTOMER_LINE);

    /// Numbers the months that changed, those without orders left too. Values: the zone, the ids, thrice.
    static final String NUMBER_MONTHS = """
            with %1$s, written as (
              insert into fact_months as f (customer_id, month, line, feed_no)
              select customer_id, month, line, nextval('fact_feed_no') from months
              order by customer_id, month
              on conflict (customer_id, month) do update set line = excluded.line, feed_no = excluded.feed_no
              where f.line <> excluded.line
            ), emptied as (
              select f.customer_id, f.month, %2$s as line from fact_months f
              where f.customer_id = any (?::uuid[])
                and (f.customer_id, f.month) not in (select customer_id, month from months)
            )
            update fact_months f set line = e.line, feed_no = nextval('fact_feed_no')
            from emptied e
            where f.customer_id = any (?::uuid[])
              and f.customer_id = e.customer_id and f.month = e.month and f.line <> e.line""".formatted(MONTHS, monthLine("'[]'::json", "'[]'::json"));

    /// The lines after a place. Values: the place and a limit, twice; the limit.
    static final String READ = """
            select feed_no, line from (
              (select feed_no, line from fact_customers where feed_no > ? order by feed_no limit ?)
              union all
              (select feed_no, line from fact_months where feed_no > ? order by feed_no limit ?)) p
            order by feed_no limit ?""";

    private FactSql() {}

    /// The line of a row with `customer_id` and `month`. JSON texts hold no line breaks, but their lists
    /// are printed with some.
    private static String monthLine(String days, String categories) {
        return """
                translate(json_build_object('type', 'month', 'customerId', customer_id, 'month', to_char(month, 'YYYY-MM'),
                  'days', %s, 'categories', %s)::text, chr(10), '')""".formatted(days, categories);
    }
}
