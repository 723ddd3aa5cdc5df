package io.fenji.report.analytics;

import io.fenji.kit.sql.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What the mart holds, whatever the scheme.
public record BaseFigures(
        long customers,
        long withPurchase,
        BigDecimal orders,
        BigDecimal grossSpend,
        BigDecimal spend,
        long nonPositive,
        long withoutRegion,
        long tiersWithoutCustomer,
        @Nullable LocalDate earliestActivity,
        @Nullable LocalDate latestPurchase) {

    public static BaseFigures read(Connection connection, String scheme) {
        long orphans = Sql.only(connection, """
                select count(*) from mart_tier t
                where t.scheme = ? and t.tier is not null
                    and not exists (select from mart_customer c where c.customer_id = t.customer_id)""", row -> row.getLong(1), scheme);
        return Sql.only(
                connection,
                """
                select count(*), count(*) filter (where orders_lifetime >= 1), coalesce(sum(orders_lifetime), 0),
                    coalesce(sum(gross_spend_lifetime), 0), coalesce(sum(spend_lifetime), 0),
                    count(*) filter (where orders_lifetime >= 1 and spend_lifetime <= 0),
                    count(*) filter (where nullif(country, '') is null and nullif(province, '') is null),
                    min(business_date - tenure_days::int), max(business_date - recency_days::int)
                from mart_customer""",
                row -> new BaseFigures(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBigDecimal(3),
                        row.getBigDecimal(4),
                        row.getBigDecimal(5),
                        row.getLong(6),
                        row.getLong(7),
                        orphans,
                        row.getObject(8, LocalDate.class),
                        row.getObject(9, LocalDate.class)));
    }
}
