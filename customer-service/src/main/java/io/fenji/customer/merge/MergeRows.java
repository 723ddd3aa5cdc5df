package io.fenji.customer.merge;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/// Moves customers' rows, table by table, each with one statement. Whoever calls has the base to itself.
final class MergeRows {
    private MergeRows() {}

    /// Makes the rows of the merged customers the survivor's and deletes the customers.
    static Merge.Moved toSurvivor(Connection connection, UUID survivor, UUID[] merged) {
        long[] moved = new long[CustomerRows.KEYED.size()];
        for (int i = 0; i < moved.length; i++) {
            CustomerRows.Keyed moving = CustomerRows.KEYED.get(i);
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

    /// The contact points of customers as they are, for an undo.
    static String contactPoints(Connection connection, Collection<UUID> ids) {
        return Sql.only(connection, """
                select coalesce(jsonb_agg(to_jsonb(p) order by p.customer_id, p.id), '[]')
                from contact_points p where p.customer_id = any (?::uuid[])""", row -> row.getString(1), (Object) ids.toArray(UUID[]::new));
    }

    /// Deletes the contact points of a merged customer whose value one of the others has, who keep theirs.
    static void deleteRepeatedContactPoints(Connection connection, Collection<UUID> others, UUID merged) {
        Sql.update(connection, """
                delete from contact_points p using contact_points s
                where p.customer_id = ? and s.customer_id = any (?::uuid[])
                  and s.type = p.type and s.blind_index = p.blind_index""", merged, others.toArray(UUID[]::new));
    }

    /// Of preferred contact points of a type leaves one so, the first customer's, and notes the others.
    static void preferOne(Connection connection, UUID mergeId, Collection<UUID> ids) {
        UUID[] order = ids.toArray(UUID[]::new);
        Sql.update(connection, """
                with ranked as (
                  select customer_id, id,
                         row_number() over (partition by type order by array_position(?::uuid[], customer_id), id) as place
                  from contact_points where preferred and customer_id = any (?::uuid[])
                ), others as (
                  update contact_points p set preferred = false from ranked r
                  where r.place > 1 and p.customer_id = r.customer_id and p.id = r.id
                  returning p.customer_id, p.id)
                update merge_members b set preferred_points = o.ids
                from (select customer_id, array_agg(id) as ids from others group by customer_id) o
                where b.merge_id = ? and b.customer_id = o.customer_id""", order, order, mergeId);
    }

    /// Notes the pairs with a merged customer that somebody has dismissed: they go with its record.
    static void keepDismissals(Connection connection, UUID mergeId, UUID[] merged) {
        Sql.update(connection, """
                insert into merge_dismissals
                  (merge_id, customer_id, other_id, id, score, reasons, found_at, dismissed_at)
                select ?, customer_id, other_id, id, score, reasons, found_at, dismissed_at from duplicate_candidates
                where state = 'DISMISSED' and (customer_id = any (?::uuid[]) or other_id = any (?::uuid[]))""", mergeId, merged, merged);
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
        for (CustomerRows.Keyed moving : CustomerRows.KEYED) {
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

    /// Puts back, field by field, what the survivor had before, unless it was changed since; custom fields key by key.
    static void restoreSurvivor(Connection connection, UUID mergeId, Instant now) {
        String columns = Arrays.stream(MergedField.values())
                .filter(field -> field != MergedField.CUSTOM)
                .flatMap(field ->
                        field.columns().stream().map(column -> """
                        %1$s = case when row(%2$s) is not distinct from row(%3$s) then b.%1$s else c.%1$s end""".formatted(column, of("c", field), of("a", field))))
                .collect(Collectors.joining(", "));
        Sql.update(connection, """
                update customers c set version = c.version + 1, updated_at = ?, %s, custom = coalesce((
                  select jsonb_object_agg(f.key, v.value)
                  from custom_fields f
                  cross join lateral (
                    select case when c.custom -> f.key is not distinct from a.custom -> f.key
                                then b.custom -> f.key else c.custom -> f.key end as value) v
                  where v.value is not null), '{}')
                from merges m, jsonb_populate_record(null::customers, m.survivor_before) b,
                     jsonb_populate_record(null::customers, m.survivor_after) a
                where m.id = ? and c.id = m.survivor_id""".formatted(columns), now, mergeId);
    }

    private static String of(String row, MergedField field) {
        return field.columns().stream().map(column -> row + "." + column).collect(Collectors.joining(", "));
    }

    /// The merged customers' own records, as they were, but for custom fields that are no longer declared.
    static void restoreMerged(Connection connection, UUID mergeId) {
        Sql.update(connection, """
                insert into customers
                select r.* from merge_members b
                cross join lateral (
                  select coalesce(jsonb_object_agg(v.key, v.value), '{}') as declared
                  from jsonb_each(b.record -> 'custom') v join custom_fields f on f.key = v.key) d
                cross join lateral jsonb_populate_record(
                  null::customers, jsonb_set(b.record, '{custom}', d.declared)) r
                where b.merge_id = ?""", mergeId);
    }

    /// The contact points that each had, whether another had them too or the survivor's were replaced since,
    /// and those that were preferred. What came to a customer since took the place of those of its type that
    /// are gone, and what is preferred since stays so. Where more has come than leaves room for all, the
    /// preferred ones come first, then the oldest.
    ///
    /// @param most how many a customer may have
    static void restoreContactPoints(Connection connection, UUID mergeId, int most) {
        Sql.update(connection, """
                insert into contact_points
                  (customer_id, id, type, label, preferred, value, blind_index, created_at, origin_id)
                select r.customer_id, r.id, r.type, r.label,
                       r.preferred and not exists (
                         select from contact_points o
                         where o.customer_id = r.customer_id and o.type = r.type and o.preferred),
                       r.value, r.blind_index, r.created_at, r.origin_id
                from (
                  select r.*,
                         row_number() over (partition by r.customer_id order by r.preferred desc, r.created_at, r.id) as place
                  from merge_members b
                  cross join lateral jsonb_populate_recordset(null::contact_points, b.contact_points) r
                  where b.merge_id = ? and not exists (
                    select from contact_points o
                    where o.customer_id = r.customer_id
                      and (o.id = r.id or o.type = r.type and (o.blind_index = r.blind_index or o.id > b.merge_id)))) r
                where r.place <= ? - (select count(*) from contact_points o where o.customer_id = r.customer_id)""", mergeId, most);
        Sql.update(connection, """
                update contact_points p set preferred = true from merge_members b
                where b.merge_id = ? and p.customer_id = b.customer_id and p.id = any (b.preferred_points)
                  and not exists (select from contact_points o
                                  where o.customer_id = p.customer_id and o.type = p.type and o.preferred)""", mergeId);
    }

    /// A merge that is undone keeps no contact data: what its customers have from now on is their own.
    static void forgetContactPoints(Connection connection, UUID mergeId) {
        Sql.update(
                connection,
                "update merge_members set contact_points = '[]', preferred_points = '{}' where merge_id = ?",
                mergeId);
    }

    static void restoreDismissals(Connection connection, UUID mergeId) {
        Sql.update(connection, """
                insert into duplicate_candidates
                  (customer_id, other_id, id, score, reasons, state, found_at, dismissed_at)
                select d.customer_id, d.other_id, d.id, d.score, d.reasons, 'DISMISSED', d.found_at, d.dismissed_at
                from merge_dismissals d
                join customers c on c.id = d.customer_id
                join customers o on o.id = d.other_id
                where d.merge_id = ?
                on conflict do nothing""", mergeId);
    }

    /// Who may not be processed as part of the survivor may not be by itself.
    static void restrictLikeSurvivor(Connection connection, UUID mergeId) {
        Sql.update(connection, """
                insert into customer_restrictions (customer_id, reason, restricted_at)
                select b.customer_id, r.reason, r.restricted_at
                from merges m
                join customer_restrictions r on r.customer_id = m.survivor_id
                join merge_members b on b.merge_id = m.id
                where m.id = ?""", mergeId);
    }
}
