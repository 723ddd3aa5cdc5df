package io.fenji.customer.metric;

import io.fenji.customer.definition.DefinitionSql;
import io.fenji.customer.fact.FactMarks;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The one statement that computes metric vectors, alone or with the writing of those that changed.
///
/// Orders, interactions and feedback are read once, in the order of their covering indexes. Each order and each
/// interaction falls in the bucket of the innermost window that holds it, or of those still to come; sums are made per
/// customer and bucket first, and added up to windows from at most six rows a customer (and type), so that 20 million
/// orders are not summed once a window.
///
/// User-defined metrics have an array of their own, `own`, by slot (see [DefinitionSql]).
///
/// What counts days is stored as the date it counts from (see [MetricVector]), so that time alone changes a vector only
/// where a fact enters or leaves a window. `next_change` is the first business date at which that may happen.
final class RefreshSql {
    /// Whether what is stored (`m`) is not what was computed (`v`).
    private static final String OUTDATED = """
            (m.customer_id is null or m.vector is distinct from v.vector or m.own is distinct from v.own
              or m.customer_version <> v.version or m.next_change is distinct from v.next_change)""";

    /// Not so where a retired metric's values are still to be taken out.
    private static final String OWN_DIFFERS = """
            exists (select from generate_series(1, greatest(cardinality(m.own), cardinality(v.own))) as n
                    where m.own[n] is distinct from v.own[n]
                      and n not in (select slot from metric_definitions where state = 'RETIRED' and not cleared))""";

    private static final String STORED = """
            , changed as (
              select v.*
              from vectors v left join customer_metrics m on m.customer_id = v.id
              where %3$s
            ), stored as (
              insert into customer_metrics as m
                (customer_id, vector, own, customer_version, next_change, business_date, computed_at, feed_no)
              select id, vector, own, version, next_change, :businessDate::date, now(),
                     case when :numbered then nextval('metric_feed_no') end
              from changed
              on conflict (customer_id) do update set
                vector = excluded.vector, own = excluded.own, customer_version = excluded.customer_version,
                next_change = excluded.next_change,
                business_date = case when %1$s then excluded.business_date else m.business_date end,
                computed_at = case when %1$s then excluded.computed_at else m.computed_at end,
                feed_no = case when %1$s then excluded.feed_no else m.feed_no end
              returning %2$s as is_news
            )
            """.formatted(differs("m", "excluded"), differs("old", "new"), OUTDATED);

    /// Marks the customers for the fact feed, too, when `:facts` says that theirs may have changed.
    private static final String MARKED =
            ", marked as (%s)\n".formatted(FactMarks.sql("select customer_id from touched where :facts"));

    private static final String CHANGED = "select count(*) filter (where is_news) from stored";

    private static final String OF_SOME = "and customer_id in (select customer_id from touched)";
    private static final String ONLY_SOME = "where c.id in (select customer_id from touched)";
    private static final String THESE_TOUCHED =
            "touched as materialized (select distinct unnest(:customers::uuid[]) as customer_id),";
    private static final String ONE_TOUCHED = "touched as materialized (select :customer::uuid as customer_id),";
    private static final String OF_ONE = "and customer_id = (select customer_id from touched)";
    private static final String ONLY_ONE = "where c.id = (select customer_id from touched)";

    private final DefinitionSql own;

    /// Computes the customers from `:first` to `:last` and stores what changed. Values: see [MetricRefresh].
    final NamedSql slice;

    /// The same for the customers of the temporary table `touched_customers (customer_id)`.
    final NamedSql touched;

    /// The same for the customers `:customers`.
    final NamedSql some;

    /// The vector of the customer `:customer`, which is not stored.
    final NamedSql computed;

    /// Of the customers `:customers` those with another vector stored.
    final NamedSql outdated;

    RefreshSql(DefinitionSql own) {
        this.own = own;
        slice = NamedSql.of(
                vectors("", "and customer_id between :first and :last", "where c.id between :first and :last")
                        + STORED
                        + CHANGED);
        touched = NamedSql.of(vectors(
                        "touched as materialized (select distinct customer_id from touched_customers),",
                        OF_SOME,
                        ONLY_SOME)
                + STORED
                + MARKED
                + CHANGED);
        some = NamedSql.of(vectors(THESE_TOUCHED, OF_SOME, ONLY_SOME) + STORED + MARKED + CHANGED);
        outdated = NamedSql.of(outdated(vectors(THESE_TOUCHED, OF_SOME, ONLY_SOME)));
        computed =
                NamedSql.of(vectors(ONE_TOUCHED, OF_ONE, ONLY_ONE) + "select id, vector::text, own::text from vectors");
    }

    private static String outdated(String vectors) {
        return vectors + "select v.id from vectors v left join customer_metrics m on m.customer_id = v.id where "
                + OUTDATED.replace("m.own is distinct from v.own", OWN_DIFFERS);
    }

    /// The values that user-defined metrics need.
    Map<String, Object> ownValues(LocalDate businessDate, ZoneId zone) {
        return own.values(businessDate, zone);
    }

    /// What followers of the feed would notice.
    private static String differs(String before, String after) {
        return "(%1$s.vector, %1$s.own, %1$s.customer_version) is distinct from (%2$s.vector, %2$s.own, %2$s.customer_version)"
                .formatted(before, after);
    }

    private String vectors(String touched, String ofTouched, String onlyTouched) {
        return """
                with %1$s
                bucketed as (
                  select o.customer_id,
                         case when o.ordered_at >= :end then 6
                              when o.ordered_at >= :d30 then 1 when o.ordered_at >= :d90 then 2
                              when o.ordered_at >= :d180 then 3 when o.ordered_at >= :d365 then 4 else 5 end as bucket,
                         o.ordered_at, o.purchase, o.gross, o.returned, o.discount, o.cost
                  from orders o
                  where o.status = 'COMPLETED' %2$s
                ), buckets as (
                  select customer_id, bucket,
                         count(*) filter (where purchase) as orders,
                         sum(gross) as gross, sum(returned) as returned, sum(discount) as discount, sum(cost) as cost,
                         count(*) filter (where cost is null) as costless,
                         count(*) filter (where gross is null) as rateless,
                         max(gross) filter (where purchase) as largest,
                         min(ordered_at) filter (where purchase and bucket <= %11$d) as first_at,
                         max(ordered_at) filter (where purchase and bucket <= %11$d) as last_at,
                         min(ordered_at) as oldest_at
                  from bucketed
                  group by customer_id, bucket
                ), sums as (
                  select customer_id, min(first_at) as first_at, max(last_at) as last_at,
                         min(%12$s) as orders_change,
                         coalesce(sum(discount) filter (where bucket <= %6$d), 0) as discount_365d,
                         %4$s
                  from buckets
                  group by customer_id
                ), bought as (
                  select distinct o.customer_id, category
                  from orders o cross join unnest(o.categories) as category
                  where o.status = 'COMPLETED' and o.ordered_at >= :d365 and o.ordered_at < :end %2$s
                ), categories as (
                  select customer_id, count(*) as categories from bought group by customer_id
                ), touches as (
                  select customer_id, type, bucket, count(*) as times,
                         max(occurred_at) filter (where bucket <= %11$d) as last_at, min(occurred_at) as oldest_at
                  from (select customer_id, type, occurred_at,
                               case when occurred_at >= :end then 6
                                    when occurred_at >= :d30 then 1 when occurred_at >= :d90 then 2
                                    when occurred_at >= :d180 then 3 when occurred_at >= :d365 then 4 else 5 end as bucket
                        from interactions where true %2$s) i
                  group by customer_id, type, bucket
                ), contacts as (
                  select customer_id as contacted, max(last_at) as contacted_at,
                         min(%12$s) as contacts_change,
                         sum(times) filter (where bucket = %7$d) as contacts_before,
                         %8$s
                  from touches
                  group by customer_id
                ), voices as (
                  select customer_id as heard,
                         sum(score) filter (where type = 'CSAT' and recent) as csat_sum,
                         count(*) filter (where type = 'CSAT' and recent) as csat_count,
                         (array_agg(score order by occurred_at desc, id desc) filter (where type = 'NPS' and past))[1]
                           as nps,
                         count(*) filter (where type = 'COMPLAINT' and recent) as complaints,
                         count(*) filter (where type = 'COMPLAINT' and past and unresolved) as open_complaints,
                         count(*) filter (where type = 'REFERRAL' and recent) as referrals,
                         least((min(occurred_at) filter (where not past) at time zone :zone)::date,
                               (min(occurred_at) filter (where recent) at time zone :zone)::date + %13$d,
                               (min(resolved_at) filter (where unresolved) at time zone :zone)::date) as voices_change
                  from (select customer_id, id, type, score, occurred_at, resolved_at, occurred_at < :end as past,
                               occurred_at >= :d365 and occurred_at < :end as recent,
                               resolved_at is null or resolved_at >= :end as unresolved
                        from feedback where true %2$s) f
                  group by customer_id
                ), %15$s
                dated as (
                  select c.id, c.version, c.assets, c.assets_currency, c.credit_rating, s.*, g.categories, t.*, v.*,
                         (s.first_at at time zone :zone)::date as first_on,
                         (s.last_at at time zone :zone)::date as last_on,
                         (t.contacted_at at time zone :zone)::date as contacted_on,
                         case when c.registered_on <= :businessDate::date then c.registered_on end as registered_on,
                         case when c.registered_on > :businessDate::date then c.registered_on end as registers_on
                         %16$s
                  from customers c
                  left join sums s on s.customer_id = c.id
                  left join categories g on g.customer_id = c.id
                  left join contacts t on t.contacted = c.id
                  left join voices v on v.heard = c.id
                  %17$s %3$s
                ), vectors as (
                  select id, version,
                    least(orders_change, contacts_change, voices_change, registers_on %18$s,
                          case when assets_currency <> :baseCurrency then (
                            select min(r.effective_on) from exchange_rates r
                            where r.currency = assets_currency and r.effective_on > :businessDate::date) end) as next_change,
                    %19$s as own,
                    array[
                    %5$s,
                    case when assets_currency = :baseCurrency then trim_scale(round(assets, 4))
                         else trim_scale(round(assets * (
                           select r.rate from exchange_rates r
                           where r.currency = assets_currency and r.effective_on <= :businessDate::date
                           order by r.effective_on desc limit 1), 4)) end,
                    trim_scale(round(credit_rating, 4)),
                    last_on - date '%14$s',
                    least(registered_on, first_on) - date '%14$s',
                    half_up_ratio(last_on - first_on, orders_lifetime - 1),
                    categories,
                    case when rateless_365d = 0 then half_up_ratio(returned_365d, gross_365d) end,
                    case when rateless_365d = 0 then half_up_ratio(discount_365d, gross_365d + discount_365d) end,
                    %9$s,
                    contacted_on - date '%14$s',
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
                )
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
                        Contact.ALL.column(Window.D90),
                        Window.LIFETIME.bucket(),
                        bucketChange(),
                        Window.D365.days(),
                        LocalDate.EPOCH,
                        own.tables(ofTouched),
                        own.columns(),
                        own.joins(),
                        own.changes(),
                        own.array());
    }

    /// When the oldest fact of a bucket leaves it; one that is still to come enters on its own day.
    private static String bucketChange() {
        String widths = Arrays.stream(Window.values())
                .filter(window -> window != Window.LIFETIME)
                .map(window -> "when %d then %d".formatted(window.bucket(), window.days()))
                .collect(Collectors.joining(" "));
        return "(oldest_at at time zone :zone)::date + case bucket %s when %d then 0 end"
                .formatted(widths, Window.LIFETIME.bucket() + 1);
    }

    /// Money is absent while an order of the window cannot be converted; orders are counted all the same.
    private static String convertible(Family family, Window window) {
        return family == Family.ORDERS
                ? family.sql(window)
                : "case when rateless_%s = 0 then %s end".formatted(window.key(), family.sql(window));
    }

    private static String windowSums() {
        return Arrays.stream(Window.values())
                .map(window -> """
                        coalesce(sum(orders) filter (where bucket <= %1$d), 0) as orders_%2$s,
                        coalesce(sum(gross) filter (where bucket <= %1$d), 0) as gross_%2$s,
                        coalesce(sum(returned) filter (where bucket <= %1$d), 0) as returned_%2$s,
                        coalesce(sum(cost) filter (where bucket <= %1$d), 0) as cost_%2$s,
                        coalesce(sum(costless) filter (where bucket <= %1$d), 0) as costless_%2$s,
                        coalesce(sum(rateless) filter (where bucket <= %1$d), 0) as rateless_%2$s,
                        max(largest) filter (where bucket <= %1$d) as largest_%2$s""".formatted(window.bucket(), window.key()))
                .collect(Collectors.joining(",\n"));
    }

    // A customer without orders has no row in sums: sums over nothing are 0, what needs an order stays absent.
    private static String windowMetrics() {
        return Arrays.stream(Family.values())
                .flatMap(family -> Arrays.stream(Window.values()).map(window -> {
                    String value = "trim_scale(round((%s)::numeric, 4))".formatted(convertible(family, window));
                    return switch (family) {
                        case SPEND, GROSS_SPEND, PROFIT, ORDERS ->
                            "case when customer_id is null then 0 else %s end".formatted(value);
                        case AVERAGE_ORDER, LARGEST_ORDER -> value;
                    };
                }))
                .collect(Collectors.joining(",\n"));
    }
}
