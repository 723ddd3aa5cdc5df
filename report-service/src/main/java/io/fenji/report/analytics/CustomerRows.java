package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every customer of the report's table, largest spend first, a few at a time.
public final class CustomerRows {
    private static final int FETCHED = 5_000;

    public record CustomerRow(
            long place,
            UUID id,
            @Nullable String source,
            @Nullable String key,
            @Nullable String kind,
            int rank,
            @Nullable BigDecimal score,
            BigDecimal spend,
            long orders,
            @Nullable BigDecimal recency,
            @Nullable String country,
            @Nullable String province,
            @Nullable String city,
            @Nullable String industry,
            @Nullable String channel,
            @Nullable LocalDate registeredOn) {}

    private CustomerRows() {}

    public static long count(Connection connection) {
        return Sql.only(connection, "select count(*) from report_base", row -> row.getLong(1));
    }

    public static void each(Connection connection, String scheme, Consumer<CustomerRow> consumer) {
        Sql.each(
                connection,
                FETCHED,
                """
                select b.place, b.customer_id, c.keys -> 0 ->> 'source', b.key, c.kind, b.rank, t.score, b.spend, b.orders, b.recency,
                    c.country, c.province, c.city, c.industry, c.channel, c.registered_on
                from report_base b
                join mart_customer c on c.customer_id = b.customer_id
                join mart_tier t on t.customer_id = b.customer_id and t.scheme = ?
                order by b.place""",
                row -> consumer.accept(new CustomerRow(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getBigDecimal(7),
                        row.getBigDecimal(8),
                        row.getLong(9),
                        row.getBigDecimal(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14),
                        row.getString(15),
                        row.getObject(16, LocalDate.class))),
                scheme);
    }
}
