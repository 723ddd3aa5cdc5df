package io.fenji.customer.metric;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/// Reads single vectors.
@ApplicationScoped
public class MetricReader {
    private final Database database;

    MetricReader(Database database) {
        this.database = database;
    }

    /// Empty when there is no such customer.
    public Optional<CustomerMetrics> read(UUID customerId) {
        return database.call(connection -> Sql.first(
                connection,
                """
                select m.vector::text, s.business_date, m.computed_at
                from customer_metrics m cross join metric_state s where m.customer_id = ?""",
                row -> new CustomerMetrics(
                        customerId,
                        MetricVector.of(row.getString(1)).toMap(),
                        row.getObject(2, LocalDate.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                customerId));
    }
}
