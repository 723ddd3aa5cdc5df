package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Interactions or feedback of known customers; a row replaces the one of its key whole. Of several rows of a key the
/// last counts. Locks are taken in the order of all imports: customers by id, then keys.
final class ActivitiesLanding implements Landing {
    /// The tables, and the fields of a row with a column of the same name.
    record Target(String table, String keys, List<Field> fields) {}

    static final Target INTERACTIONS = new Target(
            "interactions",
            "interaction_keys",
            List.of(Field.OCCURRED_AT, Field.INTERACTION_TYPE, Field.CHANNEL, Field.DIRECTION));
    static final Target FEEDBACK = new Target(
            "feedback",
            "feedback_keys",
            List.of(
                    Field.OCCURRED_AT,
                    Field.FEEDBACK_TYPE,
                    Field.CHANNEL,
                    Field.SCORE,
                    Field.STARS,
                    Field.SEVERITY,
                    Field.RESOLVED_AT,
                    Field.REFERRED_CUSTOMER_KEY));

    private static final String SERIALIZATION_FAILURE = "40001";

    private final Mapping mapping;
    private final Target target;
    private final MetricRefresh refresh;

    ActivitiesLanding(Mapping mapping, Target target, MetricRefresh refresh) {
        this.mapping = mapping;
        this.target = target;
        this.refresh = refresh;
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("checking");
        refuseUnknownCustomers(connection, mapping);
        if (mapping.type() == ImportType.FEEDBACK) {
            FeedbackChecks.refuse(connection, mapping);
        }
        phases.begin("landing");
        gather(connection);
        long resources = count(connection, "true");
        long created = count(connection, "old_customer_id is null");
        long updated = count(connection, "changed and old_customer_id is not null");
        lockCustomers(connection);
        requireUnchanged(connection);
        if (updated > 0) {
            removeOld(connection);
        }
        if (created + updated > 0) {
            write(connection);
        }
        phases.begin("metrics");
        return new Result(resources, created, updated, 0, 0, refresh.refreshTouched(connection));
    }

    static void refuseUnknownCustomers(Connection connection, Mapping mapping) {
        Sql.update(
                connection,
                """
                update staged s set code = 'UNKNOWN_CUSTOMER', reason = %s
                where s.code is null
                  and not exists (select from customer_keys k where k.source = ? and k.key = s.customer_key)""".formatted(Reason.sql("UNKNOWN_CUSTOMER", "left(s.customer_key, 60)")),
                mapping.source());
    }

    private void gather(Connection connection) {
        Sql.update(
                connection,
                """
                create temporary table staged_rows on commit drop as
                with given as (
                  select distinct on (row_key) row_key, customer_key, %1$s from staged
                  where code is null order by row_key, line desc)
                select g.*, ck.customer_id, ck.origin_id, k.customer_id as old_customer_id, coalesce(k.id, uuidv7()) as id,
                       coalesce(r.version, 0) as old_version, coalesce(r.created_at, now()) as created_at,
                       k.id is null or k.customer_id <> ck.customer_id
                         or row(%2$s) is distinct from row(%3$s)%6$s as changed
                from given g
                join customer_keys ck on ck.source = ? and ck.key = g.customer_key
                left join %4$s k on k.source = ? and k.key = g.row_key
                left join %5$s r on r.customer_id = k.customer_id and r.id = k.id""".formatted(
                                target.fields().stream().map(this::given).collect(Collectors.joining(", ")),
                                columns("g."),
                                columns("r."),
                                target.keys(),
                                target.table(),
                                refers() ? " or r.referred_source <> '%s'".formatted(mapping.source()) : ""),
                mapping.source(),
                mapping.source());
        Sql.execute(connection, "analyze staged_rows");
    }

    private static long count(Connection connection, String condition) {
        return Sql.only(connection, "select count(*) from staged_rows where " + condition, row -> row.getLong(1));
    }

    private static void lockCustomers(Connection connection) {
        Sql.execute(connection, """
                create temporary table touched_customers on commit drop as
                select customer_id from staged_rows where changed
                union select old_customer_id from staged_rows where changed and old_customer_id is not null""");
        Sql.execute(connection, "analyze touched_customers");
        Sql.update(connection, """
                create temporary table locked_customers on commit drop as
                select id from customers where id in (select customer_id from touched_customers) order by id for update""");
    }

    /// While this merge waited for a customer, a single write may have changed one of the rows: then it begins anew.
    private void requireUnchanged(Connection connection) {
        boolean moved = Sql.only(
                connection, """
                select exists (
                  select from staged_rows s
                  left join %s k on k.source = ? and k.key = s.row_key
                  left join %s r on r.customer_id = k.customer_id and r.id = k.id
                  where s.changed and (k.customer_id is distinct from s.old_customer_id
                                       or coalesce(r.version, 0) <> s.old_version))""".formatted(target.keys(), target.table()), row -> row.getBoolean(1), mapping.source());
        if (moved) {
            throw new SqlFailure(new SQLException("A row changed while the import waited", SERIALIZATION_FAILURE));
        }
    }

    private void removeOld(Connection connection) {
        Sql.update(connection, """
                delete from %s k using staged_rows s
                where s.changed and s.old_customer_id is not null and k.id = s.id""".formatted(target.keys()));
        Sql.update(connection, """
                delete from %s r using staged_rows s
                where s.changed and r.customer_id = s.old_customer_id and r.id = s.id""".formatted(target.table()));
    }

    private void write(Connection connection) {
        Sql.update(
                connection,
                """
                insert into %1$s (customer_id, id, source, key, version, created_at, origin_id, %2$s)
                select customer_id, id, ?, row_key, old_version + 1, created_at, origin_id, %3$s
                from staged_rows where changed
                order by customer_id, occurred_at""".formatted(
                        target.table(),
                        columns("") + (refers() ? ", referred_source" : ""),
                        columns("") + (refers() ? ", case when referred_key is not null then ?::text end" : "")),
                Stream.of(mapping.source(), mapping.source())
                        .limit(refers() ? 2 : 1)
                        .toArray());
        Sql.update(connection, """
                insert into %s (source, key, customer_id, id)
                select ?, row_key, customer_id, id from staged_rows where changed order by row_key""".formatted(target.keys()), mapping.source());
    }

    /// Whether rows name another customer, whose key is of the mapping's source.
    private boolean refers() {
        return target.fields().contains(Field.REFERRED_CUSTOMER_KEY);
    }

    private String given(Field field) {
        return mapping.fills(field)
                ? field.column()
                : "null::%s as %s".formatted(field.format().sqlType(), field.column());
    }

    private String columns(String prefix) {
        return target.fields().stream().map(field -> prefix + field.column()).collect(Collectors.joining(", "));
    }
}
