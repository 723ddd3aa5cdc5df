package io.fenji.customer.metric;

import io.fenji.customer.value.Checks;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads single vectors.
@ApplicationScoped
public class MetricReader {
    /// Days ahead that a projection goes: a year, in which all windows empty, and a little.
    private static final int FARTHEST = 400;

    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;

    MetricReader(Database database, MetricRefresh refresh, BusinessClock clock) {
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// A customer's vector; empty when there is no such customer.
    ///
    /// @param asOf the base's business date or an earlier one; null for what is stored
    /// @throws ProblemException 400 for a date that is still to come
    public Optional<CustomerMetrics> read(UUID customerId, @Nullable LocalDate asOf) {
        return asOf == null ? stored(customerId) : computed(customerId, asOf);
    }

    private Optional<CustomerMetrics> stored(UUID customerId) {
        return database.call(connection -> Sql.first(
                connection,
                "select m.vector::text, m.own::text, m.computed_at, " + MetricState.COLUMNS
                        + " from customer_metrics m cross join metric_state s where m.customer_id = ?",
                row -> {
                    MetricState state = MetricState.of(row, 4);
                    return new CustomerMetrics(
                            customerId,
                            MetricVector.of(row.getString(1), row.getString(2), state)
                                    .toMap(),
                            state.businessDate(),
                            row.getObject(3, OffsetDateTime.class).toInstant());
                },
                customerId));
    }

    private Optional<CustomerMetrics> computed(UUID customerId, LocalDate asOf) {
        return database.transaction(connection -> {
            Sql.execute(connection, "set transaction isolation level repeatable read read only");
            MetricState state = MetricState.read(connection);
            if (asOf.isAfter(state.businessDate()) || asOf.isBefore(Checks.EARLIEST)) {
                throw ProblemException.at(
                        CommonProblem.INVALID_PARAMETER,
                        "asOf",
                        "OUT_OF_RANGE",
                        "asOf is %s, it must be between %s and the business date %s"
                                .formatted(asOf, Checks.EARLIEST, state.businessDate()));
            }
            Instant now = clock.now();
            return refresh.compute(connection, state, customerId, asOf)
                    .map(vector -> new CustomerMetrics(customerId, vector.toMap(), asOf, now));
        });
    }

    /// What a customer's metrics will be as if nothing more came in; empty when there is no such customer.
    ///
    /// @param to the last day; null for a year ahead
    /// @throws ProblemException 400 for a day gone by or too far ahead
    public Optional<MetricProjection> project(UUID customerId, @Nullable LocalDate to) {
        return database.transaction(connection -> {
            Sql.execute(connection, "set transaction isolation level repeatable read read only");
            MetricState state = MetricState.read(connection);
            LocalDate last = to == null ? state.businessDate().plusYears(1) : to;
            LocalDate farthest = state.businessDate().plusDays(FARTHEST);
            if (last.isBefore(state.businessDate()) || last.isAfter(farthest)) {
                throw ProblemException.at(
                        CommonProblem.INVALID_PARAMETER,
                        "to",
                        "OUT_OF_RANGE",
                        "to is %s, it must be between the business date %s and %s"
                                .formatted(last, state.businessDate(), farthest));
            }
            Instant now = clock.now();
            SequencedMap<LocalDate, MetricVector> vectors = refresh.project(connection, state, customerId, last);
            return vectors.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MetricProjection.of(customerId, last, now, state.dailyKeys(), vectors));
        });
    }
}
