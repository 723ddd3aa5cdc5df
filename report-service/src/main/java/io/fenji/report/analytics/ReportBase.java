package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.criteria.SchemeView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The customers of a scheme's tiers with what a report asks of each, in a temporary table of the
/// transaction: one pass over the mart, and every section adds up to the same numbers.
///
/// `report_base`: `customer_id, rank` (of the tier, 1 is the best)`, spend, orders, recency, country,
/// province, key, industry, spend_365d, gap` (mean days between orders)`, place` (by spend, 1 is the largest)`,
/// running` (spend up to there). Recency is counted to
/// the base's date: a customer is not told again for a new day alone.
public final class ReportBase {
    private static final Map<String, String> COLUMNS = Map.of(
            "spend.365d", "c.spend_365d",
            "spend.lifetime", "c.spend_lifetime",
            "grossSpend.lifetime", "c.gross_spend_lifetime",
            "orders.365d", "c.orders_365d",
            "orders.lifetime", "c.orders_lifetime");

    private ReportBase() {}

    /// The customers as a subquery; its values are [#values].
    static String select(String spendMetric) {
        @Nullable String column = COLUMNS.get(spendMetric);
        return """
            select c.customer_id, r.rank::int as rank,
                coalesce(coalesce(%s, (c.metrics ->> ?::text)::numeric), 0) as spend,
                coalesce(c.orders_lifetime, 0) as orders, c.recency_days + (f.business_date - c.business_date) as recency,
                nullif(c.country, '') as country, nullif(c.province, '') as province, c.keys -> 0 ->> 'key' as key,
                nullif(c.industry, '') as industry, c.spend_365d, (c.metrics ->> 'orderGapDays')::numeric as gap
            from mart_tier t
            join mart_customer c on c.customer_id = t.customer_id
            join mart_feed f on f.feed = 'metrics'
            join unnest(?::text[]) with ordinality as r (tier, rank) on r.tier = t.tier
            where t.scheme = ?""".formatted(column == null ? "null::numeric" : column);
    }

    static Object[] values(Connection connection, SchemeView scheme, TierOrder tiers) throws SQLException {
        return new Object[] {scheme.spendMetric(), connection.createArrayOf("text", tiers.keys()), scheme.key()};
    }

    /// Creates the table.
    public static void create(Connection connection, SchemeView scheme, TierOrder tiers) throws SQLException {
        Sql.update(connection, """
                create temporary table report_base on commit drop as
                select base.*, row_number() over largest as place,
                    sum(spend) over (largest rows unbounded preceding) as running
                from (%s) base
                window largest as (order by spend desc, customer_id)""".formatted(select(scheme.spendMetric())), values(connection, scheme, tiers));
        Sql.execute(connection, "analyze report_base");
    }
}
