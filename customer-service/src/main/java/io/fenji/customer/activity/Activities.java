package io.fenji.customer.activity;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.KeyLocks;
import io.fenji.customer.value.Owner;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Single activities; a write refreshes the metrics of its customers in its transaction.
@ApplicationScoped
public class Activities {
    /// Rows that nobody gave a key have their id as key of this source.
    private static final String OWN_SOURCE = "fenji";

    /// What an upsert did.
    public record Upserted<C>(Activity<C> activity, boolean created) {}

    /// A request as the cleaning rules leave it, and what they found.
    record Clean<C>(ActivityRequest<C> request, RequestCleaning cleaning) {}

    private final ActivityRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final CleaningRules rules;

    Activities(
            ActivityRepository repository,
            Database database,
            MetricRefresh refresh,
            BusinessClock clock,
            CleaningRules rules) {
        this.rules = rules;
        this.repository = repository;
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
    }

    @Transactional
    public <C> Activity<C> create(ActivityTable<C> table, ActivityRequest<C> request) {
        Clean<C> clean = clean(table, request);
        return database.call(connection -> {
            UUID id = newId(connection);
            ExternalKey given = request.key();
            ExternalKey key = given == null ? new ExternalKey(OWN_SOURCE, id.toString()) : given;
            lock(connection, table, key);
            if (repository.find(connection, table, key).isPresent()) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN,
                        "/key",
                        "KEY_TAKEN",
                        "Another %s has the key %s".formatted(table.noun(), key));
            }
            return write(connection, table, id, key, clean, null);
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public <C> Activity<C> replace(
            ActivityTable<C> table, UUID id, ActivityRequest<C> request, @Nullable String ifMatch) {
        return change(table, id, known -> request, ifMatch);
    }

    /// Changes the version that the caller has read.
    ///
    /// @param change makes the request of the row as it is
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public <C> Activity<C> change(
            ActivityTable<C> table,
            UUID id,
            Function<Activity<C>, ? extends ActivityRequest<C>> change,
            @Nullable String ifMatch) {
        return database.call(connection -> {
            Activity<C> known = locked(connection, table, id);
            EntityTags.requireMatch(ifMatch, known.version());
            return write(connection, table, id, known.key(), clean(table, change.apply(known)), known);
        });
    }

    /// Creates the row or replaces the one that has the key.
    ///
    /// @param ifMatch checked when given
    @Transactional
    public <C> Upserted<C> upsert(
            ActivityTable<C> table, ExternalKey key, ActivityRequest<C> request, @Nullable String ifMatch) {
        Clean<C> clean = clean(table, request);
        return database.call(connection -> {
            lock(connection, table, key);
            @Nullable
            Activity<C> known = repository.find(connection, table, key).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version());
            UUID id = known == null ? newId(connection) : known.id();
            return new Upserted<>(write(connection, table, id, key, clean, known), known == null);
        });
    }

    /// Deletes the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public <C> void delete(ActivityTable<C> table, UUID id, @Nullable String ifMatch) {
        database.call(connection -> {
            Activity<C> known = locked(connection, table, id);
            EntityTags.requireMatch(ifMatch, known.version());
            CustomerDirectory.lock(connection, Set.of(known.customerId()));
            requireUnchanged(connection, table, known);
            repository.delete(connection, table, List.of(known));
            Findings.remove(connection, table.name(), List.of(known.customerId()), List.of(id));
            refresh.refreshOne(connection, known.customerId());
            return known;
        });
    }

    public <C> Activity<C> get(ActivityTable<C> table, UUID id) {
        return database.call(connection -> repository.find(connection, table, id))
                .orElseThrow(() -> missing(table, id));
    }

    public <C> Activity<C> get(ActivityTable<C> table, ExternalKey key) {
        return database.call(connection -> repository.find(connection, table, key))
                .orElseThrow(() -> ProblemException.notFound("There is no %s %s".formatted(table.noun(), key)));
    }

    public <C> List<Activity<C>> list(ActivityTable<C> table, ActivityFilter filter, @Nullable UUID after, int limit) {
        return database.call(connection -> repository.list(connection, table, filter, after, limit));
    }

    public <C> List<Activity<C>> ofCustomer(
            Connection connection, ActivityTable<C> table, UUID customerId, Collection<UUID> ids) {
        return repository.ofCustomer(connection, table, customerId, ids);
    }

    private <C> Clean<C> clean(ActivityTable<C> table, ActivityRequest<C> request) {
        Checks checks = new Checks();
        request.check(checks, "");
        RequestCleaning cleaning = new RequestCleaning(rules.book(), table.entity(), checks);
        Clean<C> clean = new Clean<>(request.cleaned(cleaning, ""), cleaning);
        checks.complete();
        return clean;
    }

    private static UUID newId(Connection connection) {
        return Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
    }

    private <C> void lock(Connection connection, ActivityTable<C> table, ExternalKey key) {
        refresh.lockForSingleWrite(connection);
        KeyLocks.lock(connection, table.keys(), List.of(key));
    }

    /// The row once its key is locked; what was seen before the lock may have changed.
    private <C> Activity<C> locked(Connection connection, ActivityTable<C> table, UUID id) {
        Activity<C> seen = repository.find(connection, table, id).orElseThrow(() -> missing(table, id));
        lock(connection, table, seen.key());
        return repository.find(connection, table, id).orElseThrow(() -> missing(table, id));
    }

    private static ProblemException missing(ActivityTable<?> table, UUID id) {
        return ProblemException.notFound("There is no %s %s".formatted(table.noun(), id));
    }

    private <C> Activity<C> write(
            Connection connection,
            ActivityTable<C> table,
            UUID id,
            ExternalKey key,
            Clean<C> clean,
            @Nullable Activity<C> known) {
        ActivityRequest<C> request = clean.request();
        Checks checks = new Checks();
        if (request.key() != null) {
            checks.require(
                    request.key().equals(key),
                    "/key",
                    "INVALID_VALUE",
                    "must be the %s's own key".formatted(table.noun()));
        }
        Optional<Owner> customer = request.customer().find(connection);
        if (customer.isEmpty()) {
            checks.add("/customer", "UNKNOWN_CUSTOMER", "There is no such customer");
        }
        checks.complete();
        Owner owner = customer.orElseThrow();
        Set<UUID> customers = new LinkedHashSet<>(Set.of(owner.id()));
        if (known != null) {
            customers.add(known.customerId());
        }
        CustomerDirectory.lock(connection, customers);
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        Activity<C> row = new Activity<>(
                id,
                key,
                owner.id(),
                request.content(),
                known == null ? 1 : known.version() + 1,
                known == null ? now : known.createdAt(),
                now);
        if (known != null) {
            requireUnchanged(connection, table, known);
            if (known.content().equals(row.content()) && known.customerId().equals(row.customerId())) {
                return known;
            }
            repository.delete(connection, table, List.of(known));
        }
        try {
            repository.insert(connection, table, List.of(row));
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        owner.mark(connection, table.name(), id);
        if (known != null && !known.customerId().equals(row.customerId())) {
            Findings.remove(connection, table.name(), List.of(known.customerId()), List.of(id));
        }
        Findings.keep(
                connection,
                List.of(new Findings.Row(row.customerId(), id, key.source(), known != null, clean.cleaning())));
        customers.forEach(touched -> refresh.refreshOne(connection, touched));
        return row;
    }

    /// An import or a batch holds customers, not keys: while this write waited for a customer, it may have replaced the
    /// row.
    private <C> void requireUnchanged(Connection connection, ActivityTable<C> table, Activity<C> known) {
        if (repository
                .find(connection, table, known.id())
                .filter(current -> current.version() == known.version()
                        && current.customerId().equals(known.customerId()))
                .isEmpty()) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "An import changed the %s at the same moment; try again".formatted(table.noun()));
        }
    }
}
