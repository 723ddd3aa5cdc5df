package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import io.fenji.report.criteria.SchemeView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sums over one tier's customers.
///
/// @param recencySum over `recencyKnown` customers
public record TierFigures(
        int rank,
        long customers,
        BigDecimal spend,
        BigDecimal orders,
        BigDecimal recencySum,
        long recencyKnown,
        long active,
        long dormant) {
    private static final String SELECT = """
            select rank, count(*), sum(spend), sum(orders), coalesce(sum(recency), 0), count(recency),
                count(*) filter (where recency < 365), count(*) filter (where recency > 180)
            from %s group by rank""";

    /// Every tier in order, empty ones too, of the report's table.
    public static List<TierFigures> ofReport(Connection connection, TierOrder tiers) {
        return read(connection, tiers, SELECT.formatted("report_base"));
    }

    /// The same without a table.
    public static List<TierFigures> ofMart(Connection connection, SchemeView scheme, TierOrder tiers)
            throws SQLException {
        return read(
                connection,
                tiers,
                SELECT.formatted("(" + ReportBase.select(scheme.spendMetric()) + ") base"),
                ReportBase.values(connection, scheme, tiers));
    }

    private static List<TierFigures> read(Connection connection, TierOrder tiers, String sql, Object... values) {
        Map<Integer, TierFigures> byRank = new TreeMap<>();
        Sql.each(
                connection,
                0,
                sql,
                row -> byRank.put(
                        row.getInt(1),
                        new TierFigures(
                                row.getInt(1),
                                row.getLong(2),
                                row.getBigDecimal(3),
                                row.getBigDecimal(4),
                                row.getBigDecimal(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8))),
                values);
        List<TierFigures> all = new ArrayList<>();
        for (int rank = 1; rank <= tiers.tiers().size(); rank++) {
            all.add(byRank.getOrDefault(rank, empty(rank)));
        }
        return all;
    }

    private static TierFigures empty(int rank) {
        return new TierFigures(rank, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0, 0);
    }

    /// A sum per customer, null without customers.
    static @Nullable BigDecimal mean(BigDecimal sum, long customers, int places) {
        return customers == 0 ? null : sum.divide(BigDecimal.valueOf(customers), places, RoundingMode.HALF_UP);
    }

    public @Nullable BigDecimal averageSpend() {
        return mean(spend, customers, 2);
    }

    public @Nullable BigDecimal averageOrders() {
        return mean(orders, customers, 2);
    }

    public @Nullable BigDecimal averageRecency() {
        return mean(recencySum, recencyKnown, 1);
    }
}
