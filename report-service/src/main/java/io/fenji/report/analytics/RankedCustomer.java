package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer of the report's table, still without a name.
public record RankedCustomer(
        UUID id,
        @Nullable String key,
        int rank,
        BigDecimal spend,
        BigDecimal orders,
        @Nullable BigDecimal recency,
        @Nullable String country,
        @Nullable String province) {

    /// Those with the largest spend.
    public static List<RankedCustomer> largest(Connection connection, int most) {
        return Sql.list(
                connection,
                """
                select customer_id, key, rank, spend, orders, recency, country, province
                from report_base where place <= ? order by place""",
                row -> new RankedCustomer(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        row.getBigDecimal(4),
                        row.getBigDecimal(5),
                        row.getBigDecimal(6),
                        row.getString(7),
                        row.getString(8)),
                most);
    }
}
