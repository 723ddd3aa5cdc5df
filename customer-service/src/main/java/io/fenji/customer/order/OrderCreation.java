package io.fenji.customer.order;

import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.MetricRefresh.Footing;
import io.fenji.customer.order.OrderReader.Wanted;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.KeyLocks;
import io.fenji.customer.write.Batches;
import io.fenji.customer.write.Together;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Pipeline;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// New orders of callers who come at the same moment, written in one transaction: most of what a single write costs is
/// its statements, whatever they write.
///
/// Only what is plain is written so. An order that has a fault, or whose key is taken, or whose key or customer another
/// write holds, is left to [Orders#create], which waits, or says what is wrong.
@ApplicationScoped
class OrderCreation {
    /// SQL states of faulty data, broken constraints and locks that could not be had.
    private static final Pattern ALONE = Pattern.compile("22...|23...|55P03");

    private static final int MOST_LINES = 100;

    /// An order to write, and whose it is.
    private record Plain(int place, CleanOrder item, Wanted wanted) {
        UUID customerId() {
            return wanted.owner().id();
        }
    }

    private final Orders orders;
    private final OrderRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final String baseCurrency;
    private final Together<CleanOrder, Optional<Order>> together = new Together<>(this::createAll);

    OrderCreation(
            Orders orders,
            OrderRepository repository,
            Database database,
            MetricRefresh refresh,
            BusinessClock clock,
            BaseCurrency baseCurrency) {
        this.orders = orders;
        this.repository = repository;
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
    }

    /// As [Orders#create], and not in a transaction of the caller.
    Order create(OrderRequest request) {
        CleanOrder clean = orders.clean(request);
        // Those of others would wait for a long one.
        Optional<Order> created = request.lines().size() > MOST_LINES ? Optional.empty() : together.run(clean);
        return created.orElseGet(() -> orders.create(clean));
    }

    /// Those of them that are plain; empty for each other one.
    private List<Optional<Order>> createAll(List<CleanOrder> items) {
        try {
            List<Optional<Order>> created = database.transaction(connection -> createAll(connection, items));
            refresh.wakeReaders();
            return created;
        } catch (SqlFailure failure) {
            // What is wrong with one order, or only with its being written now, is nothing to the others: alone,
            // each gets its own answer.
            if (Batches.isWorthAnotherTry(failure)
                    || ALONE.matcher(failure.state()).matches()) {
                return none(items);
            }
            throw failure;
        }
    }

    private List<Optional<Order>> createAll(Connection connection, List<CleanOrder> items) {
        List<OrderRequest> requests = items.stream().map(CleanOrder::request).toList();
        List<ExternalKey> keys = requests.stream()
                .map(OrderRequest::key)
                .flatMap(Stream::ofNullable)
                .toList();
        Pipeline pipeline = new Pipeline(connection);
        Footing footing = refresh.tryLockForWrite(pipeline);
        Set<ExternalKey> free = KeyLocks.tryLock(pipeline, Orders.KEYS, keys);
        // After the locks: it sees what their holders before committed.
        Set<ExternalKey> taken = OrderRepository.taken(pipeline, keys);
        CustomerDirectory customers = CustomerDirectory.ofFree(pipeline, OrderReader.customers(requests));
        OrderReader reader = new OrderReader(pipeline, customers, requests, baseCurrency, clock.zone(), false);
        List<UUID> ids = Batches.newIds(pipeline, items.size());
        pipeline.run();
        free.removeAll(taken);
        List<Plain> plain = footing.isHeld() ? plain(items, free, reader) : List.of();
        return plain.isEmpty() ? none(items) : write(pipeline, footing, plain, items, ids.iterator());
    }

    private List<Optional<Order>> write(
            Pipeline pipeline, Footing footing, List<Plain> plain, List<CleanOrder> items, Iterator<UUID> ids) {
        List<Optional<Order>> results = none(items);
        Instant now = clock.now();
        List<WholeOrder> written = new ArrayList<>();
        List<Findings.Row> findings = new ArrayList<>();
        for (Plain one : plain) {
            UUID id = ids.next();
            @Nullable ExternalKey given = one.item().request().key();
            ExternalKey key = given == null ? Orders.ownKey(id) : given;
            WholeOrder order = one.wanted().order(id, key, null, now);
            written.add(order);
            findings.add(new Findings.Row(
                    one.customerId(), id, key.source(), false, one.item().cleaning()));
            results.set(one.place(), Optional.of(order.shown()));
        }
        repository.insert(pipeline, written);
        Set<UUID> customers = plain.stream().map(Plain::customerId).collect(Collectors.toSet());
        refresh.refreshSome(pipeline, footing, customers);
        pipeline.run();
        for (int i = 0; i < written.size(); i++) {
            plain.get(i)
                    .wanted()
                    .owner()
                    .mark(pipeline.connection(), "orders", written.get(i).head().id());
        }
        Findings.keep(pipeline.connection(), findings);
        return results;
    }

    private static List<Plain> plain(List<CleanOrder> items, Set<ExternalKey> free, OrderReader reader) {
        List<Plain> plain = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            CleanOrder item = items.get(place);
            OrderRequest request = item.request();
            // A return names an order that may be in this very group.
            if (request.returnsOrder() == null && (request.key() == null || free.remove(request.key()))) {
                Optional<Wanted> wanted = reader.read(new Checks(), "", request);
                if (wanted.isPresent()) {
                    plain.add(new Plain(place, item, wanted.get()));
                }
            }
        }
        return plain;
    }

    private static List<Optional<Order>> none(List<CleanOrder> items) {
        return new ArrayList<>(Collections.nCopies(items.size(), Optional.empty()));
    }
}
