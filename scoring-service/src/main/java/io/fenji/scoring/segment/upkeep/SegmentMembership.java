package io.fenji.scoring.segment.upkeep;

import io.fenji.engine.scheme.Condition;
import io.fenji.engine.segment.SegmentEvaluator;
import io.fenji.engine.segment.SegmentScore;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.segment.set.SegmentsInForce;
import io.fenji.scoring.segment.set.SegmentsInForce.SetInForce;
import io.fenji.scoring.tier.CustomerScope;
import io.fenji.scoring.tier.LoadedCustomers;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Sorts customers into the segments in force and writes the difference to what they were counted as.
/// Runs in the caller's transaction, under the tier lock.
@ApplicationScoped
public class SegmentMembership {
    /// What segments are summed over.
    private static final String SPEND = "spend.365d";

    private final SegmentsInForce segments;

    SegmentMembership(SegmentsInForce segments) {
        this.segments = segments;
    }

    /// The sets in force, for [#refresh].
    public List<SetInForce> inForce(Connection connection) {
        return segments.all(connection);
    }

    /// Metrics that sorting reads, besides those of conditions.
    public static Set<String> metrics(List<SetInForce> sets) {
        Set<String> metrics = new TreeSet<>();
        for (SetInForce set : sets) {
            metrics.add(SPEND);
            for (SegmentScore score : set.evaluator().set().scores()) {
                if (score instanceof SegmentScore.Bin bin) {
                    metrics.add(bin.metric());
                }
            }
        }
        return metrics;
    }

    /// Conditions that sorting tests.
    public static List<Condition> conditions(List<SetInForce> sets) {
        List<Condition> conditions = new ArrayList<>();
        sets.forEach(set -> conditions.addAll(set.evaluator().set().conditions()));
        return conditions;
    }

    /// Sorts customers.
    ///
    /// @param customers with the metrics and conditions' columns above
    /// @param scope the same customers
    public static void refresh(
            Connection connection,
            List<SetInForce> sets,
            LoadedCustomers customers,
            CustomerScope scope,
            LocalDate today) {
        Map<UUID, Counted> stored = stored(connection, scope);
        MetricTable table = customers.table();
        MetricColumn spend = table.metric(SPEND);
        List<SegmentEvaluator.Bound> bound =
                sets.stream().map(set -> set.evaluator().bind(table)).toList();
        SegmentChanges changes = new SegmentChanges();
        int[] found = new int[sets.stream().mapToInt(set -> set.ids().length).sum()];
        for (int row = 0; row < customers.size(); row++) {
            int count = 0;
            for (int i = 0; i < bound.size(); i++) {
                count = collect(bound.get(i), sets.get(i).ids(), row, found, count);
            }
            Arrays.sort(found, 0, count);
            UUID id = customers.id(row);
            Counted before = stored.getOrDefault(id, Counted.NOT);
            long value = count == 0 || spend.at(row) == MetricColumn.ABSENT ? 0 : spend.at(row);
            if (!before.is(found, count, value)) {
                changes.add(id, before, new Counted(Arrays.copyOf(found, count), value));
            }
        }
        changes.write(connection, today);
    }

    private static int collect(SegmentEvaluator.Bound set, int[] ids, int row, int[] found, int before) {
        int count = before;
        if (set.isMember(row)) {
            for (int segment = 0; segment < ids.length; segment++) {
                if (set.isIn(segment, row)) {
                    found[count++] = ids[segment];
                }
            }
        }
        return count;
    }

    private static Map<UUID, Counted> stored(Connection connection, CustomerScope scope) {
        Map<UUID, Counted> stored = new HashMap<>();
        Sql.each(
                connection,
                10_000,
                "select customer_id, segments::text, spend from customer_segments where " + scope.on("customer_id"),
                row -> stored.put(row.getObject(1, UUID.class), Counted.parse(row.getString(2), row.getLong(3))));
        return stored;
    }

    /// Takes customers out of all segments.
    public static void leave(Connection connection, CustomerScope scope) {
        Sql.execute(connection, """
                update segments s set customers = s.customers - d.customers, spend = s.spend - d.spend
                from (select unnest(segments) as segment, count(*) as customers, sum(spend) as spend
                  from customer_segments where %1$s group by 1) d
                where s.id = d.segment;
                delete from segment_members m using
                  (select unnest(segments) as segment, customer_id from customer_segments where %1$s) g
                where m.segment = g.segment and m.customer_id = g.customer_id;
                delete from customer_segments where %1$s""".formatted(scope.on("customer_id")));
    }
}
