package io.fenji.customer.metric;

import io.fenji.customer.definition.Definition;
import io.fenji.customer.definition.MetricDocument;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table of user-defined metrics.
@ApplicationScoped
class DefinitionStore {
    private static final String SELECT = """
            select d.version, d.document, d.operation_id, d.created_at, d.in_force_at, d.retired_at,
                   case when d.state <> 'PENDING' then d.state
                        when o.state in ('PENDING', 'RUNNING') then 'BACKFILLING' else 'FAILED' end
            from metric_definitions d join operations o on o.id = d.operation_id
            """;

    /// What the slots hold after a change, for everybody who reads vectors.
    private static final String DESCRIBE_SLOTS = """
            update metric_state
            set definitions = nextval('metric_definitions_revision'), own_keys = s.keys, own_daily = s.daily
            from (select coalesce(array_agg(d.key order by n), '{}') as keys,
                         coalesce(array_agg(coalesce(d.document ->> 'aggregate' = 'daysSince', false) order by n), '{}')
                           as daily
                  from generate_series(1, (select max(slot) from metric_definitions where state = 'IN_FORCE')) as n
                  left join metric_definitions d on d.slot = n and d.state = 'IN_FORCE') s""";

    private final OwnMetrics own;

    DefinitionStore(OwnMetrics own) {
        this.own = own;
    }

    /// All versions that ever were, newest first.
    List<StoredDefinition> versions(Connection connection, String key) {
        return Sql.list(connection, SELECT + "where d.key = ? order by d.version desc", this::definition, key);
    }

    /// Versions that are in force or pending, by key.
    List<StoredDefinition> current(Connection connection) {
        return Sql.list(
                connection, SELECT + "where d.state <> 'RETIRED' order by d.key, d.version desc", this::definition);
    }

    /// Notes a version, in the lowest slot that is free and empty.
    void insert(Connection connection, String key, long version, MetricDocument document, UUID operation) {
        Sql.update(connection, """
                insert into metric_definitions (key, version, document, operation_id, slot)
                select ?, ?, ?::jsonb, ?, min(n)
                from generate_series(1, (select count(*) + 1 from metric_definitions where not cleared)) as n
                where n not in (select slot from metric_definitions where not cleared)""", key, version, own.text(document), operation);
    }

    /// Puts a pending version in force, in place of the one that was. The caller holds the base's lock.
    ///
    /// @return its definition; empty when it is no longer pending
    Optional<Definition> putInForce(Connection connection, String key, long version) {
        Optional<MetricDocument> document = Sql.first(
                connection,
                "select document from metric_definitions where key = ? and version = ? and state = 'PENDING' for update",
                row -> own.document(row.getString(1)),
                key,
                version);
        if (document.isPresent()) {
            Sql.update(connection, """
                    update metric_definitions set state = 'RETIRED', retired_at = now()
                    where key = ? and state = 'IN_FORCE'""", key);
            Sql.update(
                    connection,
                    "update metric_definitions set state = 'IN_FORCE', in_force_at = now() where key = ? and version = ?",
                    key,
                    version);
            Sql.execute(connection, DESCRIBE_SLOTS);
        }
        return document.map(Definition::of);
    }

    /// Gives up a version that is not in force yet; its slot was never written.
    void abandon(Connection connection, String key) {
        Sql.update(connection, """
                update metric_definitions set state = 'RETIRED', retired_at = now(), cleared = true
                where key = ? and state = 'PENDING'""", key);
    }

    /// Takes the metric out of force: nobody reads its slot any more.
    void retire(Connection connection, String key) {
        long retired = Sql.update(connection, """
                update metric_definitions set state = 'RETIRED', retired_at = now()
                where key = ? and state = 'IN_FORCE'""", key);
        if (retired > 0) {
            Sql.execute(connection, DESCRIBE_SLOTS);
        }
    }

    private StoredDefinition definition(ResultSet row) throws SQLException {
        return new StoredDefinition(
                row.getLong(1),
                own.document(row.getString(2)),
                StoredDefinition.State.valueOf(row.getString(7)),
                row.getObject(3, UUID.class),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                instant(row.getObject(5, OffsetDateTime.class)),
                instant(row.getObject(6, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
