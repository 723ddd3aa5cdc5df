package io.fenji.scoring.segment.set;

import io.fenji.engine.segment.SegmentSet;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks for what sets are due for: scores by their schedule, or because the base has doubled since, and
/// what was saved and could not be put in force.
@ApplicationScoped
public class SegmentsDue {
    private record Candidate(
            String key,
            boolean pending,
            @Nullable UUID inForceId,
            @Nullable LocalDate calibratedOn,
            boolean doubled) {}

    private final SegmentsInForce sets;
    private final SegmentEvaluation evaluation;

    SegmentsDue(SegmentsInForce sets, SegmentEvaluation evaluation) {
        this.sets = sets;
        this.evaluation = evaluation;
    }

    /// The sets' rows are locked to the end of the transaction: who finds one locked leaves it to
    /// another.
    ///
    /// @param today the base's business date
    public void submit(Connection connection, LocalDate today) {
        for (Candidate candidate : candidates(connection)) {
            if (candidate.pending || isDue(connection, candidate, today)) {
                UUID operation = evaluation.submit(connection, candidate.key, !candidate.pending);
                SegmentSetStore.operation(connection, candidate.key, operation);
            }
        }
    }

    /// Nothing of theirs is running, or has failed just now.
    private static List<Candidate> candidates(Connection connection) {
        return Sql.list(
                connection,
                """
                select t.key, t.in_force_revision is distinct from t.revision, t.in_force_id, t.calibrated_on,
                  coalesce(c.reltuples, 0) >= greatest(1, 2 * t.calibrated_from)
                from segment_sets t, pg_class c
                where c.oid = 'customer_metrics'::regclass
                  and not exists (select from operations o where o.id = t.operation_id
                    and (o.state in ('PENDING', 'RUNNING')
                      or o.state in ('FAILED', 'CANCELLED') and o.finished_at > now() - interval '1 hour'))
                for update of t skip locked""",
                row -> new Candidate(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getObject(3, UUID.class),
                        row.getObject(4, LocalDate.class),
                        row.getBoolean(5)));
    }

    private boolean isDue(Connection connection, Candidate candidate, LocalDate today) {
        if (candidate.inForceId == null) {
            return false;
        }
        return sets.get(connection, candidate.key, candidate.inForceId)
                .map(found -> found.evaluator().set())
                .filter(SegmentSet::needsCalibration)
                .map(SegmentSet::calibrate)
                .filter(schedule -> candidate.doubled
                        || candidate.calibratedOn == null
                        || candidate.calibratedOn.isBefore(schedule.lastUpTo(today)))
                .isPresent();
    }
}
