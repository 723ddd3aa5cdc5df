package io.fenji.customer.metric;

import io.fenji.customer.definition.DefinitionSql;
import io.fenji.customer.fact.FactMarks;
import io.fenji.customer.purchase.PurchaseDays;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The one statement that computes metric vectors, alone or with the writing of those that changed.
///
/// A customer's orders are read once, by the covering index: the windows hold each other, and whatever is
/// older than all of them is summed without a condition. Interactions fall in the bucket of the innermost
/// window that holds them, or of those still to come; they are counted per type and bucket first, and added
/// up to windows from those rows.
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

    /// Stores what [#slice] or [#touched] computed of the customers from `:first` to `:last` and numbers it.
    /// Whoever computes many has locked them, so that no row comes in between: no conflict need be looked
    /// for, which takes longer than the rest.
    static final NamedSql STORE_COMPUTED = NamedSql.of("""
            with added as (
              insert into customer_metrics
                (customer_id, vector, own, customer_version, next_change, business_date, computed_at, feed_no)
              select id, vector, own, version, next_change, :businessDate::date, now(), nextval('metric_feed_no')
              from computed_vectors where not known
            ), changed as (
              update customer_metrics m set
                vector = v.vector, own = v.own, customer_version = v.version, next_change = v.next_change,
                business_date = case when v.is_news then :businessDate::date else m.business_date end,
                computed_at = case when v.is_news then now() else m.computed_at end,
                feed_no = case when v.is_news then nextval('metric_feed_no') else m.feed_no end
              from computed_vectors v
              where v.known and m.customer_id = v.id and m.customer_id between :first and :last
            )
            select count(*) filter (where is_news) from computed_vectors""");

    /// Marks the customers of `touched_customers` for the fact feed.
    static final String MARK_TOUCHED = FactMarks.sql("select distinct customer_id from touched_customers");

    /// Marks the customers for the fact feed, too, when `:facts` says that theirs may have changed.
    private static final String MARKED =
            ", marked as (%s)\n".formatted(FactMarks.sql("select customer_id from touched where :facts"));

    private static final String CHANGED = "select count(*) filter (where is_news) from stored";

    /// Many are read together, a few each by itself.
    private static final String OF_MANY = "and customer_id in (select customer_id from touched)";
    private static final String OF_EACH = "and customer_id = c.id";
    private static final String ONLY_SOME = "where c.id in (select customer_id from touched)";
    private static final String THESE_TOUCHED =
            "touched as materialized (select distinct unnest(:customers::uuid[]) as customer_id),";
    private static final String ONE_TOUCHED = "touched as materialized (select :customer::uuid as customer_id),";
    private static final String ONLY_ONE = "where c.id = (select customer_id from touched)";

    private final DefinitionSql own;

    /// Computes the customers from `:first` to `:last` and puts what changed into the temporary table
    /// `computed_vectors`. Values: see [MetricRefresh].
    final NamedSql slice;

    /// The same for the customers of the temporary table `touched_customers (customer_id)`.
    final NamedSql touched;

    /// Computes the customers `:customers` and stores what changed.
    final NamedSql some;

    /// The vector of the customer `:customer`, which is not stored, and when it changes next.
    final NamedSql computed;

    /// Of the customers `:customers` those with another vector stored.
    final NamedSql outdated;

    RefreshSql(DefinitionSql own) {
        this.own = own;
        slice = NamedSql.of(computed(
                vectors("", "and customer_id between :first and :last", "where c.id between :first and :last"),
                "and m.customer_id between :first and :last"));
        touched = NamedSql.of(computed(
                vectors(
                        "touched as materialized (select distinct customer_id from touched_customers),",
                        OF_MANY,
                        ONLY_SOME),
                ""));
        some = NamedSql.of(vectors(THESE_TOUCHED, OF_EACH, ONLY_SOME) + STORED + MARKED + CHANGED);
        outdated = NamedSql.of(outdated(vectors(THESE_TOUCHED, OF_EACH, ONLY_SOME)));
        computed = NamedSql.of(vectors(ONE_TOUCHED, OF_EACH, ONLY_ONE)
                + "select id, vector::text, own::text, next_change from vectors");
    }

    /// Into `computed_vectors`, with what followers of the feed would notice as `is_news`.
    ///
    /// @param ofThese what is known of the stored vectors' customers
    private static String computed(String vectors, String ofThese) {
        return """
                create temporary table computed_vectors on commit drop as
                %s
                select * from (
                  select v.*, m.customer_id is not null as known,
                         (m.vector, m.own, m.customer_version) is distinct from (v.vector, v.own, v.version) as is_news,
                         m.next_change is distinct from v.next_change as moves
                  from vectors v
                  left join customer_metrics m on m.customer_id = v.id %s
                  -- Else vectors would be compared twice.
                  offset 0) v
                where is_news or moves""".formatted(vectors, ofThese);
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
                dated as (
                  select c.id, c.version, c.assets, c.assets_currency, c.credit_rating, recent.*, lifetime.*, days.*, t.*, v.*,
                         case when exists (select from products where category is not null) then (
                           select nullif(count(distinct category), 0) from orders o cross join unnest(o.categories) as category
                           where o.status = 'COMPLETED' and o.customer_id = c.id and o.ordered_at >= :d365
                             and o.ordered_at < :end) end as categories,
                         least(%4$s, (
                           select (min(o.ordered_at) at time zone :zone)::date from orders o
                           where o.status = 'COMPLETED' and o.customer_id = c.id and o.ordered_at >= :end)) as orders_change,
                         (t.contacted_at at time zone :zone)::date as contacted_on,
                         case when c.registered_on <= :businessDate::date then c.registered_on end as registered_on,
                         case when c.registered_on > :businessDate::date then c.registered_on end as registers_on
                         %11$s
                  from customers c
                  %6$s
                  %2$s
                  %7$s
                  %8$s %3$s
                ), vectors as (
                  select id, version,
                    least(orders_change, contacts_change, voices_change, registers_on %12$s,
                          case when assets_currency <> :baseCurrency then (
                            select min(r.effective_on) from exchange_rates r
                            where r.currency = assets_currency and r.effective_on > :businessDate::date) end) as next_change,
                    %13$s as own,
                    array[
                    %5$s,
                    case when assets_currency = :baseCurrency then trim_scale(round(assets, 4))
                         when assets is not null then trim_scale(round(assets * (
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
                    coalesce(referrals, 0),
                    purchase_days,
                    first_day - date '%14$s',
                    last_day - date '%14$s',
                    case when rateless_lifetime = 0 then trim_scale(round(repeat_spend, 4)) end
                  ]::numeric[] as vector
                  from dated
                  -- Else each expression would stand in the plan twice.
                  offset 0
                )
                """.formatted(
                        touched,
                        contacts(ofTouched),
                        onlyTouched,
                        ordersChange(),
                        windowMetrics(),
                        orders(ofTouched.equals(OF_EACH) ? PurchaseDays.OF_FEW : PurchaseDays.OF_MANY),
                        voices(ofTouched),
                        own.joins(ofTouched),
                        Contact.counts(),
                        Contact.ALL.column(Window.D90),
                        own.columns(),
                        own.changes(),
                        own.array(),
                        LocalDate.EPOCH);
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

    /// What a customer's orders come to. Most are older than every window but the lifetime: those are summed by
    /// themselves, without asking of each in which windows it falls.
    private static String orders(String purchaseDays) {
        StringBuilder recent = new StringBuilder();
        for (Window window : Window.values()) {
            if (window != Window.LIFETIME) {
                recent.append(sums(window));
                recent.append("min(o.ordered_at) filter (where o.ordered_at >= :d%d) as oldest_%s,\n"
                        .formatted(window.days(), window.key()));
            }
        }
        return """
                cross join lateral (
                  select %s
                         coalesce(sum(o.discount), 0) as discount_365d,
                         min(o.ordered_at) filter (where o.purchase) as first_at,
                         max(o.ordered_at) filter (where o.purchase) as last_at,
                         %s
                  from orders o
                  where o.status = 'COMPLETED' and o.customer_id = c.id and o.ordered_at >= :d365 and o.ordered_at < :end
                ) recent
                cross join lateral (
                  select orders_365d + count(*) filter (where o.purchase) as orders_lifetime,
                         gross_365d + coalesce(sum(o.gross), 0) as gross_lifetime,
                         returned_365d + coalesce(sum(o.returned), 0) as returned_lifetime,
                         cost_365d + coalesce(sum(o.cost), 0) as cost_lifetime,
                         costless_365d + count(*) filter (where o.cost is null) as costless_lifetime,
                         rateless_365d + count(*) filter (where o.gross is null) as rateless_lifetime,
                         greatest(largest_365d, max(o.gross) filter (where o.purchase)) as largest_lifetime,
                         least(recent.first_at, min(o.ordered_at) filter (where o.purchase)) as first_at,
                         (least(first_at, min(o.ordered_at) filter (where o.purchase)) at time zone :zone)::date as first_on,
                         (greatest(last_at, max(o.ordered_at) filter (where o.purchase)) at time zone :zone)::date as last_on,
                         %s
                  from orders o
                  where o.status = 'COMPLETED' and o.customer_id = c.id and o.ordered_at < :d365
                ) lifetime
                %s""".formatted(recent, PurchaseDays.RECENT, PurchaseDays.LIFETIME, purchaseDays);
    }

    private static String contacts(String ofTouched) {
        return """
                left join lateral (
                  select customer_id as contacted, max(last_at) as contacted_at, min(%1$s) as contacts_change,
                         sum(times) filter (where bucket = %2$d) as contacts_before,
                         %3$s
                  from (
                    select customer_id, type, bucket, count(*) as times,
                           max(occurred_at) filter (where bucket <= %4$d) as last_at, min(occurred_at) as oldest_at
                    from (select customer_id, type, occurred_at,
                                 case when occurred_at >= :end then 6
                                      when occurred_at >= :d30 then 1 when occurred_at >= :d90 then 2
                                      when occurred_at >= :d180 then 3 when occurred_at >= :d365 then 4 else 5 end as bucket
                          from interactions where true %5$s) i
                    group by customer_id, type, bucket) touches
                  group by customer_id
                ) t on t.contacted = c.id""".formatted(bucketChange(), Window.D180.bucket(), Contact.sums(), Window.LIFETIME.bucket(), ofTouched);
    }

    private static String voices(String ofTouched) {
        return """
                left join lateral (
                  select customer_id as heard,
                         sum(score) filter (where type = 'CSAT' and recent) as csat_sum,
                         count(*) filter (where type = 'CSAT' and recent) as csat_count,
                         (array_agg(score order by occurred_at desc, id desc) filter (where type = 'NPS' and past))[1]
                           as nps,
                         count(*) filter (where type = 'COMPLAINT' and recent) as complaints,
                         count(*) filter (where type = 'COMPLAINT' and past and unresolved) as open_complaints,
                         count(*) filter (where type = 'REFERRAL' and recent) as referrals,
                         least((min(occurred_at) filter (where not past) at time zone :zone)::date,
                               (min(occurred_at) filter (where recent) at time zone :zone)::date + %1$d,
                               (min(resolved_at) filter (where unresolved) at time zone :zone)::date) as voices_change
                  from (select customer_id, id, type, score, occurred_at, resolved_at, occurred_at < :end as past,
                               occurred_at >= :d365 and occurred_at < :end as recent,
                               resolved_at is null or resolved_at >= :end as unresolved
                        from feedback where true %2$s) f
                  group by customer_id
                ) v on v.heard = c.id""".formatted(Window.D365.days(), ofTouched);
    }

    private static String sums(Window window) {
        return """
                count(*) filter (where o.purchase and o.ordered_at >= :d%1$d) as orders_%2$s,
                coalesce(sum(o.gross) filter (where o.ordered_at >= :d%1$d), 0) as gross_%2$s,
                coalesce(sum(o.returned) filter (where o.ordered_at >= :d%1$d), 0) as returned_%2$s,
                coalesce(sum(o.cost) filter (where o.ordered_at >= :d%1$d), 0) as cost_%2$s,
                count(*) filter (where o.cost is null and o.ordered_at >= :d%1$d) as costless_%2$s,
                count(*) filter (where o.gross is null and o.ordered_at >= :d%1$d) as rateless_%2$s,
                max(o.gross) filter (where o.purchase and o.ordered_at >= :d%1$d) as largest_%2$s,
                """.formatted(window.days(), window.key());
    }

    /// When the oldest order of a window leaves it.
    private static String ordersChange() {
        return Arrays.stream(Window.values())
                .filter(window -> window != Window.LIFETIME)
                .map(window -> "(oldest_%s at time zone :zone)::date + %d".formatted(window.key(), window.days()))
                .collect(Collectors.joining(",\n"));
    }

    private static String windowMetrics() {
        return Arrays.stream(Family.values())
                .flatMap(family -> Arrays.stream(Window.values()).map(window -> convertible(family, window)))
                .collect(Collectors.joining(",\n"));
    }

    /// Money is absent while an order of the window cannot be converted; orders are counted all the same.
    private static String convertible(Family family, Window window) {
        String value = family.sql(window);
        return switch (family) {
            case ORDERS -> value;
            case AVERAGE_ORDER -> "case when rateless_%s = 0 then %s end".formatted(window.key(), value);
            case SPEND, GROSS_SPEND, PROFIT, LARGEST_ORDER ->
                "case when rateless_%s = 0 then trim_scale(round(%s, 4)) end".formatted(window.key(), value);
        };
    }
}
