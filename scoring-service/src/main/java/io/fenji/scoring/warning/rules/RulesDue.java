package io.fenji.scoring.warning.rules;

import io.fenji.engine.scheme.Schedule;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Asks for what the warning rules are due for: the first look at everyone, the threshold of the
/// valuable by its schedule, or because the base has doubled since, and what was saved and could not be
/// put in force.
@ApplicationScoped
public class RulesDue {
    private record Candidate(boolean pending, @Nullable LocalDate calibratedOn, boolean doubled) {}

    private final RulesInForce rules;
    private final WarningEvaluation evaluation;

    RulesDue(RulesInForce rules, WarningEvaluation evaluation) {
        this.rules = rules;
        this.evaluation = evaluation;
    }

    /// The rules' row is locked to the end of the transaction: who finds it locked leaves it to another.
    ///
    /// @param today the base's business date
    public void submit(Connection connection, LocalDate today) {
        Sql.first(
                        connection,
                        """
                        select r.in_force_revision is distinct from r.revision, r.calibrated_on,
                          coalesce(c.reltuples, 0) >= greatest(1, 2 * r.calibrated_from)
                        from warning_rules r, pg_class c
                        where c.oid = 'customer_metrics'::regclass
                          and not exists (select from operations o where o.id = r.operation_id
                            and (o.state in ('PENDING', 'RUNNING')
                              or o.state in ('FAILED', 'CANCELLED') and o.finished_at > now() - interval '1 hour'))
                        for update of r skip locked""",
                        row -> new Candidate(row.getBoolean(1), row.getObject(2, LocalDate.class), row.getBoolean(3)))
                .filter(candidate -> candidate.pending || isDue(connection, candidate, today))
                .ifPresent(candidate -> evaluation.submit(connection, !candidate.pending));
    }

    private boolean isDue(Connection connection, Candidate candidate, LocalDate today) {
        Schedule schedule = rules.get(connection).rules().calibrate();
        return schedule != null
                && (candidate.doubled
                        || candidate.calibratedOn == null
                        || candidate.calibratedOn.isBefore(schedule.lastUpTo(today)));
    }
}
