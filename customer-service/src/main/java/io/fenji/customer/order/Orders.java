package io.fenji.customer.order;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleKind;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.product.ProductChange;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.KeyLocks;
import io.fenji.customer.value.Money;
import io.fenji.customer.value.Owner;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// A request as the cleaning rules leave it, and what they found.
    private record Clean(OrderRequest request, RequestCleaning cleaning) {}

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
        request.check(baseCurrency);
        Clean clean = clean(request);
        return database.call(connection -> {
            @Nullable ExternalKey key = request.key();
            lock(connection, key);
            if (key != null && repository.exists(connection, key)) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN, "/key", "KEY_TAKEN", "Another order has the key %s".formatted(key));
            }
            UUID id = newId(connection);
            return write(connection, id, key == null ? new ExternalKey(OWN_SOURCE, id.toString()) : key, clean, null);
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Order replace(UUID id, OrderRequest request, @Nullable String ifMatch) {
        request.check(baseCurrency);
        Clean clean = clean(request);
        return database.call(connection -> {
            Order known = locked(connection, id);
            EntityTags.requireMatch(ifMatch, known.version());
            return write(connection, id, known.key(), clean, known);
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
            lockCustomers(connection, known.customerId(), null);
            requireUnchanged(connection, known);
            repository.delete(connection, known.customerId(), id);
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
        request.check(baseCurrency);
        Clean clean = clean(request);
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
        return list(new OrderFilter(customerId, null, null, null, null, null, null, null, null), after, limit);
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

    private Clean clean(OrderRequest request) {
        Checks checks = new Checks();
        RequestCleaning cleaning = new RequestCleaning(rules.book(), ImportType.ORDERS, checks);
        Clean clean = new Clean(request.cleaned(cleaning), cleaning);
        checks.complete();
        return clean;
    }

    private void requireOriginal(Connection connection, Checks checks, @Nullable ExternalKey returned) {
        if (returned != null && rules.book().rejects(RuleKind.ORPHAN_RETURN)) {
            checks.require(
                    repository.find(connection, returned).isPresent(),
                    "/returnsOrder",
                    "ORPHAN_RETURN",
                    "There is no order %s".formatted(returned));
        }
    }

    private Order write(Connection connection, UUID id, ExternalKey key, Clean clean, @Nullable Order known) {
        OrderRequest request = clean.request();
        Checks checks = new Checks();
        requireOriginal(connection, checks, request.returnsOrder());
        if (request.key() != null) {
            checks.require(request.key().equals(key), "/key", "INVALID_VALUE", "must be the order's own key");
        }
        Optional<Owner> customer = request.customer().find(connection);
        if (customer.isEmpty()) {
            checks.add("/customer", "UNKNOWN_CUSTOMER", "There is no such customer");
        }
        List<OrderLine> lines = lines(connection, checks, request);
        checks.complete();
        Owner owner = customer.orElseThrow();
        UUID customerId = owner.id();
        lockCustomers(connection, customerId, known);
        requireUnchanged(connection, known);
        Instant now = clock.now();
        Order written;
        try {
            if (known != null) {
                repository.delete(connection, known.customerId(), id);
            }
            written = repository.insert(
                    connection,
                    new OrderHead(
                            id,
                            customerId,
                            key,
                            request.orderedAt(),
                            request.statusOrDefault(),
                            request.channel(),
                            currency(request),
                            request.returnsOrder(),
                            known == null ? 1 : known.version() + 1,
                            known == null ? now : known.createdAt(),
                            now),
                    lines);
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        owner.mark(connection, "orders", id);
        keepFindings(connection, customerId, id, key, clean, known);
        refresh.refreshOne(connection, customerId);
        if (known != null && !known.customerId().equals(customerId)) {
            refresh.refreshOne(connection, known.customerId());
        }
        return written;
    }

    private static void keepFindings(
            Connection connection, UUID customerId, UUID id, ExternalKey key, Clean clean, @Nullable Order known) {
        if (known != null && !known.customerId().equals(customerId)) {
            Findings.remove(connection, ImportType.ORDERS.key(), List.of(known.customerId()), List.of(id));
        }
        Findings.keep(
                connection, List.of(new Findings.Row(customerId, id, key.source(), known != null, clean.cleaning())));
    }

    private static void lockCustomers(Connection connection, UUID customerId, @Nullable Order known) {
        TreeSet<String> ids = new TreeSet<>();
        ids.add(customerId.toString());
        if (known != null) {
            ids.add(known.customerId().toString());
        }
        for (String id : ids) {
            Sql.first(connection, "select id from customers where id = ? for update", row -> true, UUID.fromString(id));
        }
    }

    private List<OrderLine> lines(Connection connection, Checks checks, OrderRequest request) {
        Map<ExternalKey, KnownProduct> products = products(connection, request);
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < request.lines().size(); i++) {
            OrderRequest.Line line = request.lines().get(i);
            @Nullable KnownProduct product = products.get(line.product());
            if (product == null) {
                checks.add(
                        "/lines/%d/product".formatted(i),
                        "UNKNOWN_PRODUCT",
                        "There is no product %s".formatted(line.product()));
                continue;
            }
            BigDecimal price = line.unitPrice().toDecimal();
            BigDecimal discount =
                    line.discount() == null ? BigDecimal.ZERO : line.discount().toDecimal();
            // 1E+3 is 1000, as it is read back.
            BigDecimal quantity = line.quantity().scale() < 0 ? line.quantity().setScale(0) : line.quantity();
            lines.add(new OrderLine(
                    i + 1L,
                    line.product(),
                    product.id(),
                    quantity,
                    price,
                    discount,
                    OrderLine.amount(quantity, price, discount),
                    cost(line.unitCost(), product, currency(request)),
                    product.category()));
        }
        return lines;
    }

    private String currency(OrderRequest request) {
        return request.currency() == null ? baseCurrency : request.currency();
    }

    private static @Nullable BigDecimal cost(@Nullable Money given, KnownProduct product, String currency) {
        if (given != null) {
            return given.toDecimal();
        }
        return currency.equals(product.currency()) ? product.unitCost() : null;
    }

    private static Map<ExternalKey, KnownProduct> products(Connection connection, OrderRequest request) {
        List<ExternalKey> keys = request.lines().stream()
                .map(OrderRequest.Line::product)
                .distinct()
                .toList();
        Map<ExternalKey, KnownProduct> products = new HashMap<>();
        try {
            Sql.each(
                    connection,
                    0,
                    """
                    select p.source, p.key, p.id, p.category, p.unit_cost, p.currency
                    from unnest(?::text[], ?::text[]) as k (source, key)
                    join products p on p.source = k.source and p.key = k.key""",
                    row -> products.put(
                            new ExternalKey(row.getString(1), row.getString(2)),
                            new KnownProduct(
                                    row.getObject(3, UUID.class),
                                    row.getString(4),
                                    row.getBigDecimal(5),
                                    row.getString(6))),
                    connection.createArrayOf(
                            "text", keys.stream().map(ExternalKey::source).toArray()),
                    connection.createArrayOf(
                            "text", keys.stream().map(ExternalKey::key).toArray()));
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
        return products;
    }
}
