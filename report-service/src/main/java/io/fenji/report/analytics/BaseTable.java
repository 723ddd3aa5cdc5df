package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.criteria.SchemeView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The customers in a tier of a scheme on a day, with what analyses ask of each: `customer_id, rank` (1 is the best
/// tier)`,
/// score, spend, profit, orders, recency, joined` (day of the first order, else of registration) and the attributes of
/// the
/// day. For today the figures are the metrics; for a day that has passed they are sums over day facts.
final class BaseTable {
    /// Days of the windows that day facts can give; null is for ever.
    private static final Map<String, Integer> WINDOWS = Map.of("30d", 30, "90d", 90, "180d", 180, "365d", 365);
    private static final Set<String> SUMS = Set.of("spend", "grossSpend");

    private static final String ATTRIBUTES = """
            a.country, a.province, a.city, a.industry, a.size, a.kind, a.channel, a.account_manager""";
    private static final String JOINS = """
            left join mart_attributes a on a.customer_id = t.customer_id
                and a.valid_from <= ? and (a.valid_until is null or a.valid_until > ?)
            join unnest(?::text[]) with ordinality as r (tier, rank) on r.tier = t.tier""";

    private BaseTable() {}

    /// What spend means: the scheme's own metric where it can be told for the day, else all net spend.
    static String spendMetric(SchemeView scheme, boolean past) {
        String metric = scheme.spendMetric();
        int dot = metric.indexOf('.');
        boolean known = dot > 0
                && SUMS.contains(metric.substring(0, dot))
                && (metric.endsWith(".lifetime") || WINDOWS.containsKey(metric.substring(dot + 1)));
        return past && !known ? "spend.lifetime" : metric;
    }

    static void create(
            Connection connection, String table, SchemeView scheme, TierOrder tiers, LocalDate day, boolean past)
            throws SQLException {
        Object ranks = connection.createArrayOf("text", tiers.keys());
        String metric = spendMetric(scheme, past);
        String window = metric.substring(metric.indexOf('.') + 1);
        if (past) {
            @Nullable Integer days = WINDOWS.get(window);
            LocalDate from = days == null ? LocalDate.of(1, 1, 1) : day.minusDays(days - 1L);
            Sql.update(
                    connection,
                    """
                    create unlogged table %s as
                    select t.customer_id, r.rank::int as rank, t.score, coalesce(d.spend, 0) as spend, coalesce(d.profit, 0) as profit,
                        coalesce(d.orders, 0)::int as orders, ? - d.last_day as recency, coalesce(d.first_day, a.registered_on) as joined, %s
                    from (select customer_id, to_tier as tier, score from mart_tier_change
                          where scheme = ? and day <= ? and (until_day is null or until_day > ?)) t
                    left join (select customer_id, sum(%s) filter (where day >= ?) as spend,
                            sum(gross - returned - cost) filter (where day >= ?) as profit, sum(orders) as orders,
                            min(day) filter (where orders > 0) as first_day, max(day) filter (where orders > 0) as last_day
                        from mart_day where day <= ? group by customer_id) d on d.customer_id = t.customer_id
                    %s""".formatted(table, ATTRIBUTES, metric.startsWith("gross") ? "gross" : "gross - returned", JOINS),
                    day,
                    scheme.key(),
                    day,
                    day,
                    from,
                    from,
                    day,
                    day,
                    day,
                    ranks);
        } else {
            Sql.update(
                    connection,
                    """
                    create unlogged table %s as
                    select t.customer_id, r.rank::int as rank, t.score, coalesce((c.metrics ->> ?::text)::numeric, 0) as spend,
                        coalesce((c.metrics ->> ?::text)::numeric, 0) as profit, coalesce(c.orders_lifetime, 0)::int as orders,
                        (c.recency_days + (f.business_date - c.business_date))::int as recency,
                        coalesce(c.business_date - c.tenure_days::int, a.registered_on) as joined, %s
                    from mart_tier t
                    join mart_customer c on c.customer_id = t.customer_id
                    join mart_feed f on f.feed = 'metrics'
                    %s
                    where t.scheme = ?""".formatted(table, ATTRIBUTES, JOINS),
                    metric,
                    "profit." + window,
                    day,
                    day,
                    ranks,
                    scheme.key());
        }
        Sql.execute(connection, "analyze " + table);
    }
}
