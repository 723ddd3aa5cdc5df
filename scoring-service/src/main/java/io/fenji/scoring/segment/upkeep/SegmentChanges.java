package io.fenji.scoring.segment.upkeep;

import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.WorkTables;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Customers who are counted as something else now, and what that does to the counts.
final class SegmentChanges {
    private record Change(UUID customerId, Counted before, Counted after) {}

    private static final class Difference {
        private long customers;
        private BigDecimal spend = BigDecimal.ZERO;

        void add(int more, long amount) {
            customers += more;
            spend = spend.add(BigDecimal.valueOf(amount));
        }
    }

    private final List<Change> changes = new ArrayList<>();
    private final Map<Integer, Difference> differences = new TreeMap<>();

    void add(UUID customerId, Counted before, Counted after) {
        changes.add(new Change(customerId, before, after));
        for (int segment : before.segments()) {
            difference(segment).add(-1, Math.negateExact(before.spend()));
        }
        for (int segment : after.segments()) {
            difference(segment).add(1, after.spend());
        }
    }

    private Difference difference(int segment) {
        return differences.computeIfAbsent(segment, id -> new Difference());
    }

    void write(Connection connection, LocalDate today) {
        if (changes.isEmpty()) {
            return;
        }
        copy(connection);
        Sql.execute(connection, """
                delete from customer_segments c using segment_changes u
                where c.customer_id = u.customer_id and u.segments = '{}';
                insert into customer_segments (customer_id, segments, spend)
                select customer_id, segments, spend from segment_changes where segments <> '{}'
                on conflict (customer_id) do update set segments = excluded.segments, spend = excluded.spend;
                delete from segment_members m using
                  (select unnest(removed) as segment, customer_id from segment_changes where removed <> '{}') u
                where m.segment = u.segment and m.customer_id = u.customer_id""");
        Sql.update(connection, """
                insert into segment_members (segment, customer_id, since)
                select unnest(added), customer_id, ? from segment_changes where added <> '{}'""", today);
        Sql.update(
                connection,
                """
                update segments s set customers = s.customers + d.customers, spend = s.spend + d.spend
                from unnest(?::integer[], ?::bigint[], ?::numeric[]) as d (segment, customers, spend)
                where s.id = d.segment and (d.customers <> 0 or d.spend <> 0)""",
                Sql.array(connection, "integer", differences.keySet(), id -> id),
                Sql.array(connection, "bigint", differences.values(), difference -> difference.customers),
                Sql.array(connection, "numeric", differences.values(), difference -> difference.spend));
    }

    private void copy(Connection connection) {
        WorkTables.open(
                connection,
                "segment_changes",
                "customer_id uuid, segments integer[], spend bigint, added integer[], removed integer[]");
        try (CopyIn copy = CopyIn.open(connection, "copy segment_changes from stdin")) {
            for (Change change : changes) {
                copy.id(change.customerId)
                        .text(array(change.after.segments()))
                        .number(change.after.spend())
                        .text(array(change.after.without(change.before)))
                        .text(array(change.before.without(change.after)))
                        .endRow();
            }
            copy.finish();
        }
        WorkTables.filled(connection, "segment_changes", changes.size());
    }

    private static String array(int[] ids) {
        return Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
