package io.fenji.report.insight;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.sql.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers that may be lost, from `report_base`.
final class RiskQuery {
    /// Who should long have bought again, and has bought within the year: who has not is lost already.
    private static final String OVERDUE =
            """
            gap > 0 and orders >= %d and recency > greatest(%d * gap, %d) and spend_365d > 0""".formatted(Thresholds.OVERDUE_ORDERS, Thresholds.OVERDUE_GAPS, Thresholds.OVERDUE_DAYS);
    private static final int SHOWN = 20;

    record OverdueRow(int rank, long customers, BigDecimal spend) {}

    /// @param chance to lose the customer, null for one who is overdue
    record RiskRow(
            UUID id,
            @Nullable String key,
            int rank,
            @Nullable BigDecimal chance,
            @Nullable BigDecimal recency,
            @Nullable BigDecimal gap,
            BigDecimal atRisk) {}

    /// Sums over all who are at risk.
    record Total(long customers, BigDecimal spend) {}

    private RiskQuery() {}

    static List<OverdueRow> overdue(Connection connection) {
        return Sql.list(
                connection,
                "select rank, count(*), sum(spend_365d) from report_base where " + OVERDUE + " group by 1 order by 1",
                row -> new OverdueRow(row.getInt(1), row.getLong(2), row.getBigDecimal(3)));
    }

    static List<RiskRow> largestOverdue(Connection connection) {
        return Sql.list(connection, """
                select customer_id, key, rank, null::numeric, recency, gap, spend_365d from report_base
                where %s order by spend_365d desc, customer_id limit %d""".formatted(OVERDUE, SHOWN), RiskQuery::risk);
    }

    /// Those of a warning of their churn that are in a tier, by chance × value.
    static List<RiskRow> largestWarned(Connection connection, List<JsonNode> warnings) throws SQLException {
        return Sql.list(connection, """
                select b.customer_id, b.key, b.rank, w.chance, b.recency, b.gap, round(w.chance * w.value, 2)
                %s order by 7 desc, 1 limit %d""".formatted(WARNED, SHOWN), RiskQuery::risk, values(connection, warnings));
    }

    static Total warned(Connection connection, List<JsonNode> warnings) throws SQLException {
        return Sql.only(
                connection,
                "select count(*), coalesce(sum(round(w.chance * w.value, 2)), 0) " + WARNED,
                row -> new Total(row.getLong(1), row.getBigDecimal(2)),
                values(connection, warnings));
    }

    private static final String WARNED = """
            from unnest(?::uuid[], ?::numeric[], ?::numeric[]) as w (customer_id, chance, value)
            join report_base b on b.customer_id = w.customer_id""";

    private static Object[] values(Connection connection, List<JsonNode> warnings) throws SQLException {
        List<JsonNode> whole = warnings.stream()
                .filter(each -> each.at("/facts/churnRisk").isNumber()
                        && each.at("/facts/valueAtRisk").isNumber())
                .toList();
        return new Object[] {
            connection.createArrayOf(
                    "uuid",
                    whole.stream()
                            .map(each -> UUID.fromString(each.path("customerId").textValue()))
                            .toArray()),
            connection.createArrayOf("numeric", decimals(whole, "churnRisk")),
            connection.createArrayOf("numeric", decimals(whole, "valueAtRisk"))
        };
    }

    private static Object[] decimals(List<JsonNode> warnings, String fact) {
        return warnings.stream()
                .map(each -> new BigDecimal(each.path("facts").path(fact).asText()))
                .toArray();
    }

    private static RiskRow risk(java.sql.ResultSet row) throws SQLException {
        return new RiskRow(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                row.getBigDecimal(4),
                row.getBigDecimal(5),
                row.getBigDecimal(6),
                row.getBigDecimal(7));
    }
}
