package io.fenji.customer.order;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.product.ProductChange;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.KeyLocks;
import io.fenji.customer.value.Money;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Single orders; a write refreshes the metrics of its customer in its transaction.
@ApplicationScoped
public class Orders {
    private static final String KEYS = "order_keys";
    /// Orders that nobody gave a key have their id as key of this source.
    private static final String OWN_SOURCE = "fenji";

    /// What an upsert did.
    record Upserted(Order order, boolean created) {}

    private record KnownProduct(
            UUID id,
            @Nullable String category,
            @Nullable BigDecimal unitCost,
            @Nullable String currency) {}

    private final OrderRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final String baseCurrency;

    Orders(
            OrderRepository repository,
            Database database,
            MetricRefresh refresh,
            BusinessClock clock,
            BaseCurrency baseCurrency) {
        this.repository = repository;
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
    }

    @Transactional
    public Order create(OrderRequest request) {
        request.check(baseCurrency);
        return database.call(connection -> {
            UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
            ExternalKey key = request.key() == null ? new ExternalKey(OWN_SOURCE, id.toString()) : request.key();
            lock(connection, key);
            if (repository.find(connection, key).isPresent()) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN, "/key", "KEY_TAKEN", "Another order has the key %s".formatted(key));
            }
            return write(connection, id, key, request, null);
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Order replace(UUID id, OrderRequest request, @Nullable String ifMatch) {
        request.check(baseCurrency);
        return database.call(connection -> {
            Order seen = repository
                    .find(connection, id)
                    .orElseThrow(() -> ProblemException.notFound("There is no order %s".formatted(id)));
            lock(connection, seen.key());
            // Read again: what was seen before the lock may have changed.
            Order known = repository
                    .find(connection, id)
                    .orElseThrow(() -> ProblemException.notFound("There is no order %s".formatted(id)));
            EntityTags.requireMatch(ifMatch, known.version());
            return write(connection, id, known.key(), request, known);
        });
    }

    /// Creates the order or replaces the one that has the key.
    ///
    /// @param ifMatch checked when given
    @Transactional
    Upserted upsert(ExternalKey key, OrderRequest request, @Nullable String ifMatch) {
        request.check(baseCurrency);
        return database.call(connection -> {
            lock(connection, key);
            @Nullable Order known = repository.find(connection, key).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version());
            UUID id = known == null
                    ? Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class))
                    : known.id();
            return new Upserted(write(connection, id, key, request, known), known == null);
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

    private void lock(Connection connection, ExternalKey key) {
        refresh.lockForSingleWrite(connection);
        ProductChange.lockForOrders(connection);
        KeyLocks.lock(connection, KEYS, List.of(key));
    }

    private Order write(Connection connection, UUID id, ExternalKey key, OrderRequest request, @Nullable Order known) {
        Checks checks = new Checks();
        if (request.key() != null) {
            checks.require(request.key().equals(key), "/key", "INVALID_VALUE", "must be the order's own key");
        }
        Optional<UUID> customer = customer(connection, request.customer());
        if (customer.isEmpty()) {
            checks.add("/customer", "UNKNOWN_CUSTOMER", "There is no such customer");
        }
        List<OrderLine> lines = lines(connection, checks, request);
        checks.complete();
        UUID customerId = customer.orElseThrow();
        lockCustomers(connection, customerId, known);
        requireUnchanged(connection, known);
        Instant now = clock.now();
        try {
            if (known != null) {
                repository.delete(connection, known.customerId(), id);
            }
            repository.insert(
                    connection,
                    new OrderHead(
                            id,
                            customerId,
                            key,
                            request.orderedAt(),
                            request.statusOrDefault(),
                            request.channel(),
                            baseCurrency,
                            request.returnsOrder(),
                            known == null ? 1 : known.version() + 1,
                            known == null ? now : known.createdAt(),
                            now),
                    lines);
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        refresh.refreshOne(connection, customerId);
        if (known != null && !known.customerId().equals(customerId)) {
            refresh.refreshOne(connection, known.customerId());
        }
        return repository.find(connection, id).orElseThrow();
    }

    private static void lockCustomers(Connection connection, UUID customerId, @Nullable Order known) {
        TreeSet<String> ids = new TreeSet<>();
        ids.add(customerId.toString());
        if (known != null) {
            ids.add(known.customerId().toString());
        }
        for (String id : ids) {
            if (Sql.first(
                            connection,
                            "select id from customers where id = ? for update",
                            row -> true,
                            UUID.fromString(id))
                    .isEmpty()) {
                throw new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE, "The customer was deleted at this moment; try again");
            }
        }
    }

    private static Optional<UUID> customer(Connection connection, CustomerReference reference) {
        ExternalKey key = reference.key();
        return key == null
                ? Sql.first(
                        connection,
                        "select id from customers where id = ?",
                        row -> row.getObject(1, UUID.class),
                        reference.id())
                : Sql.first(
                        connection,
                        "select customer_id from customer_keys where source = ? and key = ?",
                        row -> row.getObject(1, UUID.class),
                        key.source(),
                        key.key());
    }

    private List<OrderLine> lines(Connection connection, Checks checks, OrderRequest request) {
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < request.lines().size(); i++) {
            OrderRequest.Line line = request.lines().get(i);
            Optional<KnownProduct> product = product(connection, line.product());
            if (product.isEmpty()) {
                checks.add(
                        "/lines/%d/product".formatted(i),
                        "UNKNOWN_PRODUCT",
                        "There is no product %s".formatted(line.product()));
                continue;
            }
            BigDecimal price = line.unitPrice().toDecimal();
            BigDecimal discount =
                    line.discount() == null ? BigDecimal.ZERO : line.discount().toDecimal();
            lines.add(new OrderLine(
                    i + 1L,
                    line.product(),
                    product.get().id(),
                    line.quantity(),
                    price,
                    discount,
                    OrderLine.amount(line.quantity(), price, discount),
                    cost(line.unitCost(), product.get()),
                    product.get().category()));
        }
        return lines;
    }

    private @Nullable BigDecimal cost(@Nullable Money given, KnownProduct product) {
        if (given != null) {
            return given.toDecimal();
        }
        return baseCurrency.equals(product.currency()) ? product.unitCost() : null;
    }

    private static Optional<KnownProduct> product(Connection connection, ExternalKey key) {
        return Sql.first(
                connection,
                "select id, category, unit_cost, currency from products where source = ? and key = ?",
                row -> new KnownProduct(
                        row.getObject(1, UUID.class), row.getString(2), row.getBigDecimal(3), row.getString(4)),
                key.source(),
                key.key());
    }
}
