package io.fenji.customer.merge;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Moves customers' rows, table by table, each with one statement. Whoever calls has the base to itself.
final class MergeRows {
    /// A directory of natural keys and lines follow their row, whose index they are found by.
    private record Moving(String table, String keys, String keyId) {}

    private static final List<Moving> TABLES = List.of(
            new Moving("orders", "order_keys", "order_id"),
            new Moving("interactions", "interaction_keys", "id"),
            new Moving("feedback", "feedback_keys", "id"));

    private MergeRows() {}

    /// Makes the rows of the merged customers the survivor's and deletes the customers.
    static Merge.Moved toSurvivor(Connection connection, UUID survivor, UUID[] merged) {
        long[] moved = new long[TABLES.size()];
        for (int i = 0; i < moved.length; i++) {
            Moving moving = TABLES.get(i);
            Sql.update(connection, """
                    update %s k set customer_id = ? from %s r
                    where r.customer_id = any (?::uuid[]) and k.%s = r.id""".formatted(moving.keys(), moving.table(), moving.keyId()), survivor, merged);
            moved[i] = move(connection, moving.table(), survivor, merged);
        }
        Sql.update(
                connection,
                "update order_lines set customer_id = ? where customer_id = any (?::uuid[])",
                survivor,
                merged);
        // What was found in the customers themselves keeps their ids as that of the row.
        Sql.update(
                connection,
                "update row_findings set customer_id = ? where customer_id = any (?::uuid[])",
                survivor,
                merged);
        long keys = move(connection, "customer_keys", survivor, merged);
        long contactPoints = move(connection, "contact_points", survivor, merged);
        move(connection, "consents", survivor, merged);
        Sql.update(connection, "delete from customers where id = any (?::uuid[])", (Object) merged);
        return new Merge.Moved(keys, moved[0], moved[1], moved[2], contactPoints);
    }

    private static long move(Connection connection, String table, UUID survivor, UUID[] merged) {
        return Sql.update(connection, """
                update %s set customer_id = ?, origin_id = coalesce(origin_id, customer_id)
                where customer_id = any (?::uuid[])""".formatted(table), survivor, merged);
    }

    /// Takes from a merged customer, and returns, the contact points whose value one of the others has, who keep
    /// theirs.
    static String takeRepeatedContactPoints(Connection connection, Collection<UUID> others, UUID merged) {
        return Sql.only(connection, """
                with taken as (
                  delete from contact_points p using contact_points s
                  where p.customer_id = ? and s.customer_id = any (?::uuid[])
                    and s.type = p.type and s.blind_index = p.blind_index
                  returning p.*)
                select coalesce(jsonb_agg(to_jsonb(taken) order by id), '[]') from taken""", row -> row.getString(1), merged, others.toArray(UUID[]::new));
    }

    /// Gives rows back to the customers of a merge, whose records are there again: theirs, and those of customers that
    /// had become part of them before.
    static void back(Connection connection, UUID mergeId, UUID survivor) {
        Sql.update(connection, """
                create temporary table origins on commit drop as
                with recursive origins as (
                  select customer_id as origin_id, customer_id as root_id from merge_members where merge_id = ?
                  union all
                  select b.customer_id, o.root_id
                  from origins o
                  join merges m on m.survivor_id = o.origin_id and m.state = 'MERGED'
                  join merge_members b on b.merge_id = m.id)
                select * from origins""", mergeId);
        for (Moving moving : TABLES) {
            goBack(connection, moving.table(), survivor);
            Sql.update(connection, """
                    update %s k set customer_id = r.customer_id from %s r
                    where r.customer_id in (select root_id from origins) and k.%s = r.id""".formatted(moving.keys(), moving.table(), moving.keyId()));
            Sql.update(connection, """
                    update row_findings f set customer_id = r.customer_id from %1$s r
                    where f.customer_id = ? and f.entity = '%1$s' and f.row_id = r.id
                      and r.customer_id in (select root_id from origins)""".formatted(moving.table()), survivor);
        }
        Sql.update(connection, """
                update row_findings f set customer_id = o.root_id from origins o
                where f.customer_id = ? and f.entity = 'customers' and f.row_id = o.origin_id""", survivor);
        Sql.update(connection, """
                update order_lines l set customer_id = o.customer_id from orders o
                where l.customer_id = ? and o.customer_id in (select root_id from origins) and l.order_id = o.id""", survivor);
        goBack(connection, "customer_keys", survivor);
        goBack(connection, "contact_points", survivor);
        goBack(connection, "consents", survivor);
    }

    private static void goBack(Connection connection, String table, UUID survivor) {
        Sql.update(connection, """
                update %s r set customer_id = o.root_id, origin_id = nullif(r.origin_id, o.root_id)
                from origins o where r.customer_id = ? and r.origin_id = o.origin_id""".formatted(table), survivor);
    }

    /// The columns that a merge may change.
    static List<String> columns() {
        return Arrays.stream(MergedField.values())
                .flatMap(field -> field.columns().stream())
                .toList();
    }

    /// Puts back, field by field, what the survivor had before, unless it was changed since.
    static void restoreSurvivor(Connection connection, UUID mergeId) {
        Sql.update(
                connection,
                """
                update customers c set version = c.version + 1, updated_at = now(), %s
                from merges m, jsonb_populate_record(null::customers, m.survivor_before) b
                where m.id = ? and c.id = m.survivor_id""".formatted(
                        columns().stream().map(column -> """
                                %1$s = case when to_jsonb(c) -> '%1$s' is not distinct from m.survivor_after -> '%1$s'
                                  then b.%1$s else c.%1$s end""".formatted(column)).collect(Collectors.joining(", "))),
                mergeId);
    }

    /// The merged customers' own records, as they were.
    static void restoreMerged(Connection connection, UUID mergeId) {
        Sql.update(connection, """
                insert into customers
                select r.* from merge_members b cross join lateral jsonb_populate_record(null::customers, b.record) r
                where b.merge_id = ?""", mergeId);
    }

    /// The contact points that the survivor had too.
    static void restoreContactPoints(Connection connection, UUID mergeId) {
        Sql.update(connection, """
                insert into contact_points
                select r.* from merge_members b
                cross join lateral jsonb_populate_recordset(null::contact_points, b.contact_points) r
                where b.merge_id = ?
                on conflict on constraint contact_points_value_uq do nothing""", mergeId);
    }
}
