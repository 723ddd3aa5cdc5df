package io.fenji.customer.order;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleKind;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.order.OrderReader.Wanted;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.product.ProductChange;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.KeyLocks;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Single orders; a write refreshes the metrics of its customer in its transaction.
@ApplicationScoped
public class Orders {
    static final String KEYS = "order_keys";
    /// Orders that nobody gave a key have their id as key of this source.
    private static final String OWN_SOURCE = "fenji";

    /// What an upsert did.
    record Upserted(Order order, boolean created) {}

    private final OrderRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final String baseCurrency;
    private final CleaningRules rules;

    Orders(
            OrderRepository repository,
            Database database,
            MetricRefresh refresh,
            BusinessClock clock,
            BaseCurrency baseCurrency,
            CleaningRules rules) {
        this.rules = rules;
        this.repository = repository;
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
    }

    @Transactional
    public Order create(OrderRequest request) {
        return create(clean(request));
    }

    @Transactional
    Order create(CleanOrder clean) {
        return database.call(connection -> {
            @Nullable ExternalKey key = clean.request().key();
            lock(connection, key);
            if (key != null && OrderRepository.isTaken(connection, key)) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN, "/key", "KEY_TAKEN", "Another order has the key %s".formatted(key));
            }
            UUID id = newId(connection);
            return write(connection, id, key == null ? ownKey(id) : key, clean, null);
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Order replace(UUID id, OrderRequest request, @Nullable String ifMatch) {
        return change(id, known -> request, ifMatch);
    }

    /// Changes the version that the caller has read.
    ///
    /// @param change makes the request of the order as it is
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Order change(UUID id, Function<Order, OrderRequest> change, @Nullable String ifMatch) {
        return database.call(connection -> {
            Order known = locked(connection, id);
            EntityTags.requireMatch(ifMatch, known.version());
            return write(connection, id, known.key(), clean(change.apply(known)), known);
        });
    }

    /// Deletes the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    void delete(UUID id, @Nullable String ifMatch) {
        database.call(connection -> {
            Order known = locked(connection, id);
            EntityTags.requireMatch(ifMatch, known.version());
            CustomerDirectory.lock(connection, List.of(known.customerId()));
            requireUnchanged(connection, known);
            repository.delete(connection, List.of(known));
            Findings.remove(connection, ImportType.ORDERS.key(), List.of(known.customerId()), List.of(id));
            refresh.refreshOne(connection, known.customerId());
            return known;
        });
    }

    private Order locked(Connection connection, UUID id) {
        lock(connection, found(connection, id).key());
        // Read again: what was seen before the lock may have changed.
        return found(connection, id);
    }

    private Order found(Connection connection, UUID id) {
        return repository
                .find(connection, id)
                .orElseThrow(() -> ProblemException.notFound("There is no order %s".formatted(id)));
    }

    /// Creates the order or replaces the one that has the key.
    ///
    /// @param ifMatch checked when given
    @Transactional
    Upserted upsert(ExternalKey key, OrderRequest request, @Nullable String ifMatch) {
        CleanOrder clean = clean(request);
        return database.call(connection -> {
            lock(connection, key);
            @Nullable Order known = repository.find(connection, key).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version());
            UUID id = known == null ? newId(connection) : known.id();
            return new Upserted(write(connection, id, key, clean, known), known == null);
        });
    }

    Optional<Order> find(UUID id) {
        return database.call(connection -> repository.find(connection, id));
    }

    Optional<Order> find(ExternalKey key) {
        return database.call(connection -> repository.find(connection, key));
    }

    List<Order> list(OrderFilter filter, @Nullable UUID after, int limit) {
        return database.call(connection -> repository.list(connection, filter, after, limit));
    }

    /// A customer's orders, in the order of their ids.
    public List<Order> ofCustomer(UUID customerId, @Nullable UUID after, int limit) {
        return list(
                new OrderFilter(customerId, null, null, null, null, null, null, null, null, null, null), after, limit);
    }

    /// An import holds customers, not keys: while this write waited for a customer, it may have replaced the order.
    private void requireUnchanged(Connection connection, @Nullable Order known) {
        if (known == null) {
            return;
        }
        boolean unchanged = repository
                .find(connection, known.id())
                .filter(current -> current.version() == known.version()
                        && current.customerId().equals(known.customerId()))
                .isPresent();
        if (!unchanged) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE, "An import changed the order at the same moment; try again");
        }
    }

    static ExternalKey ownKey(UUID id) {
        return new ExternalKey(OWN_SOURCE, id.toString());
    }

    private static UUID newId(Connection connection) {
        return Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
    }

    /// Nobody else can write an order that has no key yet.
    private void lock(Connection connection, @Nullable ExternalKey key) {
        refresh.lockForSingleWrite(connection);
        ProductChange.lockForOrders(connection);
        if (key != null) {
            KeyLocks.lock(connection, KEYS, List.of(key));
        }
    }

    /// Checks what needs no look at the database.
    ///
    /// @throws ProblemException 400, 422
    CleanOrder clean(OrderRequest request) {
        Checks checks = new Checks();
        request.check(checks, "", baseCurrency);
        checks.complete();
        RequestCleaning cleaning = new RequestCleaning(rules.book(), ImportType.ORDERS, checks);
        CleanOrder clean = new CleanOrder(request.cleaned(cleaning, ""), cleaning);
        checks.complete();
        return clean;
    }

    private Order write(Connection connection, UUID id, ExternalKey key, CleanOrder clean, @Nullable Order known) {
        OrderRequest request = clean.request();
        Checks checks = new Checks();
        if (request.key() != null) {
            checks.require(request.key().equals(key), "/key", "INVALID_VALUE", "must be the order's own key");
        }
        OrderReader reader = OrderReader.of(
                connection,
                List.of(request),
                baseCurrency,
                clock.zone(),
                rules.book().rejects(RuleKind.ORPHAN_RETURN));
        Optional<Wanted> read = reader.read(checks, "", request);
        checks.complete();
        Wanted wanted = read.orElseThrow();
        UUID customerId = wanted.owner().id();
        Set<UUID> customers = new LinkedHashSet<>(Set.of(customerId));
        if (known != null) {
            customers.add(known.customerId());
        }
        CustomerDirectory.lock(connection, customers);
        requireUnchanged(connection, known);
        WholeOrder order = wanted.order(id, key, known, clock.now());
        if (known != null && wanted.isAlready(known, order)) {
            return known;
        }
        try {
            if (known != null) {
                repository.delete(connection, List.of(known));
            }
            repository.insert(connection, List.of(order));
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        wanted.owner().mark(connection, "orders", id);
        keepFindings(connection, customerId, id, key, clean, known);
        customers.forEach(touched -> refresh.refreshOne(connection, touched));
        return order.shown();
    }

    private static void keepFindings(
            Connection connection, UUID customerId, UUID id, ExternalKey key, CleanOrder clean, @Nullable Order known) {
        if (known != null && !known.customerId().equals(customerId)) {
            Findings.remove(connection, ImportType.ORDERS.key(), List.of(known.customerId()), List.of(id));
        }
        Findings.keep(
                connection, List.of(new Findings.Row(customerId, id, key.source(), known != null, clean.cleaning())));
    }
}
