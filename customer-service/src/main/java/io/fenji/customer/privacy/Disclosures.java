package io.fenji.customer.privacy;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The log of reads.
@ApplicationScoped
class Disclosures {
    /// Which entries a list shows; null filters nothing.
    record Filter(
            @Nullable UUID customerId,
            @Nullable String reader,
            @Nullable Instant from,
            @Nullable Instant to) {}

    private final Database database;
    private final BusinessClock clock;

    Disclosures(Database database, BusinessClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Notes a read, of however many customers with one statement.
    void note(Collection<UUID> customers, String reader, @Nullable String purpose, String resource) {
        database.transaction(connection ->
                Sql.update(connection, """
                insert into disclosures (customer_id, id, reader, purpose, resource, read_at)
                select distinct c, uuidv7(), ?, ?, ?, ?::timestamptz from unnest(?::uuid[]) as c""", reader, purpose, resource, clock.now(), customers.toArray(UUID[]::new)));
    }

    /// The latest first.
    List<Disclosure> list(Filter filter, @Nullable UUID after, int limit) {
        StringBuilder sql = new StringBuilder(
                "select id, customer_id, reader, purpose, resource, read_at from disclosures where true");
        List<Object> values = new ArrayList<>();
        add(sql, values, " and customer_id = ?", filter.customerId());
        add(sql, values, " and reader = ?", filter.reader());
        add(sql, values, " and read_at >= ?", filter.from());
        add(sql, values, " and read_at < ?", filter.to());
        add(sql, values, " and id < ?", after);
        values.add(limit);
        return database.call(connection -> Sql.list(
                connection, sql.append(" order by id desc limit ?").toString(), Disclosures::entry, values.toArray()));
    }

    private static Disclosure entry(ResultSet row) throws SQLException {
        return new Disclosure(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }
}
