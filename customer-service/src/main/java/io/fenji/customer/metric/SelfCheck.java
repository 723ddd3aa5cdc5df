package io.fenji.customer.metric;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Computes some customers from scratch now and then, compares that with what is stored, and mends what
/// differs. Nothing should: what is counted here is a fault of ours, or somebody wrote into the database.
@ApplicationScoped
class SelfCheck {
    private static final Logger LOG = Logger.getLogger(SelfCheck.class);
    private static final int MOST_NAMED = 20;

    private final Database database;
    private final MetricRefresh refresh;
    private final int customers;
    private final Counter samples;
    private final Counter mismatches;

    SelfCheck(
            Database database,
            MetricRefresh refresh,
            MeterRegistry meters,
            @ConfigProperty(name = "fenji.metrics.self-check.customers") int customers) {
        this.database = database;
        this.refresh = refresh;
        this.customers = customers;
        this.samples = Counter.builder("fenji.metric.selfcheck.samples")
                .description("Customers whose stored metrics were compared with a computation from scratch")
                .register(meters);
        this.mismatches = Counter.builder("fenji.metric.selfcheck.mismatches")
                .description("Customers whose stored metrics differed from a computation from scratch")
                .register(meters);
    }

    @Scheduled(
            every = "${fenji.metrics.self-check.every}",
            delayed = "30s",
            identity = "metric-self-check",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void checkSome() {
        database.call(SelfCheck::somewhere).ifPresent(this::check);
    }

    /// Checks the customers from this id on.
    void check(UUID from) {
        List<UUID> wrong = database.transaction(connection -> {
            // Facts and vectors of one moment.
            Sql.execute(connection, "set transaction isolation level repeatable read read only");
            List<UUID> ids = Sql.list(
                    connection,
                    "select id from customers where id >= ? order by id limit ?",
                    row -> row.getObject(1, UUID.class),
                    from,
                    customers);
            samples.increment(ids.size());
            return refresh.outdated(connection, ids);
        });
        if (!wrong.isEmpty()) {
            mismatches.increment(wrong.size());
            LOG.errorf(
                    "Stored metrics of %d customer(s) differ from a computation from scratch and are mended: %s%s",
                    wrong.size(),
                    wrong.subList(0, Math.min(MOST_NAMED, wrong.size())),
                    wrong.size() > MOST_NAMED ? " …" : "");
            database.transaction(connection -> mend(connection, wrong));
        }
    }

    private long mend(Connection connection, List<UUID> ids) {
        refresh.lockForSingleWrite(connection);
        Sql.update(connection, """
                create temporary table touched_customers on commit drop as
                select id as customer_id from customers where id = any (?::uuid[]) order by id for update""", (Object) ids.toArray(UUID[]::new));
        return refresh.refreshTouched(connection);
    }

    /// A place among the customers' ids, which grow with time.
    private static Optional<UUID> somewhere(Connection connection) {
        return Sql.first(connection, """
                        select (select id from customers order by id limit 1),
                               (select id from customers order by id desc limit 1)""", row -> {
                    UUID first = row.getObject(1, UUID.class);
                    UUID last = row.getObject(2, UUID.class);
                    return first == null || last == null ? Optional.<UUID>empty() : Optional.of(between(first, last));
                })
                .flatMap(found -> found);
    }

    private static UUID between(UUID first, UUID last) {
        RandomGenerator random = RandomGenerator.getDefault();
        long high = random.nextLong(first.getMostSignificantBits(), last.getMostSignificantBits() + 1);
        return high == first.getMostSignificantBits() ? first : new UUID(high, random.nextLong());
    }
}
