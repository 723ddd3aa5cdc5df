package io.fenji.customer.metric;

import io.fenji.customer.fact.FactMarks;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the feed says of customers that are gone. Both methods belong in the transaction that takes the customers away
/// or brings them back.
public final class Tombstones {
    /// Why a customer is gone.
    public enum Reason {
        /// Its record was deleted.
        DELETED,
        /// It is part of another customer now.
        MERGED,
        /// The person asked for it, or a retention rule: followers must forget what they have.
        ERASED
    }

    private Tombstones() {}

    /// To be called after the rows of the customers were deleted; their vectors went with them.
    ///
    /// @param mergedInto the survivor when the reason is a merge, otherwise null
    public static void set(Connection connection, Collection<UUID> ids, Reason reason, @Nullable UUID mergedInto) {
        Sql.update(connection, """
                insert into metric_tombstones (customer_id, reason, merged_into, business_date)
                select id, ?, ?, s.business_date from metric_state s, unnest(?::uuid[]) as id
                on conflict (customer_id) do update set reason = excluded.reason, merged_into = excluded.merged_into,
                  business_date = excluded.business_date, deleted_at = now(), feed_no = null""", reason.name(), mergedInto, ids.toArray(UUID[]::new));
        Signals.raise(connection, MetricFeed.SIGNAL);
        if (reason == Reason.MERGED) {
            FactMarks.mark(connection, ids);
        } else {
            FactMarks.forget(connection, ids);
        }
    }

    /// To be called before the customers that are back get their vectors, which then stand in the feed.
    public static void lift(Connection connection, Collection<UUID> ids) {
        Sql.update(connection, "delete from metric_tombstones where customer_id = any (?::uuid[])", (Object)
                ids.toArray(UUID[]::new));
    }

    /// Makes sure that there is such a customer.
    ///
    /// @param locked whether the customer stays locked until the transaction ends
    /// @throws ProblemException as of [#missing]
    public static void requireCustomer(Connection connection, UUID id, boolean locked) {
        String sql = "select id from customers where id = ?" + (locked ? " for update" : "");
        if (Sql.first(connection, sql, row -> true, id).isEmpty()) {
            throw missing(connection, id);
        }
    }

    /// What to answer when somebody asks for a customer that is not there.
    ///
    /// @return 410 with the customer that it is part of now, otherwise 404
    public static ProblemException missing(Connection connection, UUID id) {
        return merged(connection, id)
                .orElseGet(() -> ProblemException.notFound("There is no customer %s".formatted(id)));
    }

    /// For what must not pass over a customer in silence.
    ///
    /// @throws ProblemException 410 when it is part of another now
    public static void requireNotMerged(Connection connection, UUID id) {
        merged(connection, id).ifPresent(problem -> {
            throw problem;
        });
    }

    private static Optional<ProblemException> merged(Connection connection, UUID id) {
        return Sql.first(connection, """
                        with recursive way as (
                          select merged_into from metric_tombstones where customer_id = ? and reason = 'MERGED'
                          union all
                          select t.merged_into from way w
                          join metric_tombstones t on t.customer_id = w.merged_into and t.reason = 'MERGED')
                        select w.merged_into from way w join customers c on c.id = w.merged_into""", row -> row.getObject(1, UUID.class), id)
                .map(survivor -> ProblemException.at(
                        CustomerProblem.CUSTOMER_MERGED,
                        "id",
                        "MERGED_INTO",
                        "Customer %s is part of customer %s now".formatted(id, survivor)));
    }
}
