package io.fenji.customer.activity;

import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Activities by SQL, one or many at a time in the same statements.
@ApplicationScoped
class ActivityRepository {
    private static final int FIRST_OF_CONTENT = 8;

    <C> Optional<Activity<C>> find(Connection connection, ActivityTable<C> table, UUID id) {
        return read(connection, table, "where k.id = ?", id).stream().findFirst();
    }

    <C> Optional<Activity<C>> find(Connection connection, ActivityTable<C> table, ExternalKey key) {
        return read(connection, table, "where k.source = ? and k.key = ?", key.source(), key.key()).stream()
                .findFirst();
    }

    <C> List<Activity<C>> find(Connection connection, ActivityTable<C> table, Collection<ExternalKey> keys) {
        return read(
                connection,
                table,
                "where (k.source, k.key) in (select * from unnest(?::text[], ?::text[]))",
                Sql.array(connection, "text", keys, ExternalKey::source),
                Sql.array(connection, "text", keys, ExternalKey::key));
    }

    <C> List<Activity<C>> ofCustomer(
            Connection connection, ActivityTable<C> table, UUID customerId, Collection<UUID> ids) {
        return read(
                connection,
                table,
                "where r.customer_id = ? and r.id = any (?::uuid[])",
                customerId,
                Sql.array(connection, "uuid", ids, id -> id));
    }

    <C> List<Activity<C>> list(
            Connection connection, ActivityTable<C> table, ActivityFilter filter, @Nullable UUID after, int limit) {
        StringBuilder where = new StringBuilder("where true");
        List<Object> values = new ArrayList<>();
        add(where, values, " and r.customer_id = ?", filter.customerId());
        add(where, values, " and k.source = ?", filter.source());
        add(where, values, " and r.type = ?", filter.type());
        add(where, values, " and r.channel = ?", filter.channel());
        add(where, values, " and r.direction = ?", filter.direction());
        add(where, values, " and r.occurred_at >= ?", filter.from());
        add(where, values, " and r.occurred_at < ?", filter.to());
        add(where, values, " and k.id > ?", after);
        values.add(limit);
        return read(connection, table, where.append(" order by k.id limit ?").toString(), values.toArray());
    }

    <C> void insert(Connection connection, ActivityTable<C> table, Collection<Activity<C>> rows) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(Sql.array(connection, "uuid", rows, Activity::customerId));
        values.add(Sql.array(connection, "uuid", rows, Activity::id));
        values.add(Sql.array(connection, "text", rows, row -> row.key().source()));
        values.add(Sql.array(connection, "text", rows, row -> row.key().key()));
        values.add(Sql.array(connection, "bigint", rows, Activity::version));
        values.add(Sql.array(
                connection, "timestamptz", rows, row -> row.createdAt().toString()));
        values.add(Sql.array(
                connection, "timestamptz", rows, row -> row.updatedAt().toString()));
        for (ActivityTable.Column<C> column : table.columns()) {
            values.add(Sql.array(
                    connection, column.type(), rows, row -> column.value().apply(row.content())));
        }
        Sql.update(
                connection,
                """
                insert into %s (customer_id, id, source, key, version, created_at, updated_at, %s)
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[],
                                     ?::timestamptz[], %s)""".formatted(
                                table.name(),
                                table.columnNames(""),
                                table.columns().stream()
                                        .map(column -> "?::%s[]".formatted(column.type()))
                                        .collect(Collectors.joining(", "))),
                values.toArray());
        // In one order everywhere: writers of the same new keys wait for each other, not in a ring.
        Sql.update(connection, """
                insert into %s (source, key, customer_id, id)
                select * from unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[]) as k (source, key, customer_id, id)
                order by k.source, k.key""".formatted(table.keys()), values.get(2), values.get(3), values.get(0), values.get(1));
    }

    <C> void delete(Connection connection, ActivityTable<C> table, Collection<Activity<C>> rows) {
        Array customers = Sql.array(connection, "uuid", rows, Activity::customerId);
        Array ids = Sql.array(connection, "uuid", rows, Activity::id);
        Sql.update(connection, """
                delete from %s r using unnest(?::uuid[], ?::uuid[]) as d (customer_id, id)
                where r.customer_id = d.customer_id and r.id = d.id""".formatted(table.name()), customers, ids);
        Sql.update(connection, "delete from %s where id = any (?::uuid[])".formatted(table.keys()), ids);
    }

    private static void add(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            values.add(value);
        }
    }

    private static <C> List<Activity<C>> read(
            Connection connection, ActivityTable<C> table, String where, @Nullable Object... values) {
        return Sql.list(
                connection,
                """
                select r.id, r.source, r.key, r.customer_id, r.version, r.created_at, r.updated_at, %s
                from %s k join %s r on r.customer_id = k.customer_id and r.id = k.id
                %s""".formatted(table.columnNames("r."), table.keys(), table.name(), where),
                row -> activity(table, row),
                values);
    }

    private static <C> Activity<C> activity(ActivityTable<C> table, ResultSet row) throws SQLException {
        return new Activity<>(
                row.getObject(1, UUID.class),
                new ExternalKey(row.getString(2), row.getString(3)),
                row.getObject(4, UUID.class),
                table.reader().read(row, FIRST_OF_CONTENT),
                row.getLong(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
