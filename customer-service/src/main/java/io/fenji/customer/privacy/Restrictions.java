package io.fenji.customer.privacy;

import io.fenji.customer.metric.MetricFeed;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.Tombstones;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Restrictions of processing. The feed shows a restricted customer as gone.
@ApplicationScoped
public class Restrictions {
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;

    Restrictions(Database database, MetricRefresh refresh, BusinessClock clock) {
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// The restriction, if there is one.
    ///
    /// @throws ProblemException 404 when there is no customer
    Restriction get(UUID id) {
        return database.call(connection -> {
            Tombstones.requireCustomer(connection, id, false);
            return find(connection, id)
                    .orElseThrow(() -> ProblemException.notFound("Customer %s is not restricted".formatted(id)));
        });
    }

    Optional<Restriction> find(UUID id) {
        return database.call(connection -> find(connection, id));
    }

    @Transactional
    public Restriction set(UUID id, @Nullable String reason) {
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            Tombstones.requireCustomer(connection, id, true);
            Sql.update(connection, """
                    insert into customer_restrictions (customer_id, reason, restricted_at) values (?, ?, ?)
                    on conflict (customer_id) do update set reason = excluded.reason""", id, reason, clock.now());
            MetricFeed.showAgain(connection, id);
            return find(connection, id).orElseThrow();
        });
    }

    @Transactional
    public void lift(UUID id) {
        database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            Tombstones.requireCustomer(connection, id, true);
            if (Sql.update(connection, "delete from customer_restrictions where customer_id = ?", id) > 0) {
                MetricFeed.showAgain(connection, id);
            }
            return id;
        });
    }

    private static Optional<Restriction> find(Connection connection, UUID id) {
        return Sql.first(
                connection,
                "select reason, restricted_at from customer_restrictions where customer_id = ?",
                row -> new Restriction(
                        id,
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant()),
                id);
    }
}
