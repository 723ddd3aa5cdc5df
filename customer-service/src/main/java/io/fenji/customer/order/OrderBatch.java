package io.fenji.customer.order;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.cleaning.RuleKind;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.order.OrderReader.Wanted;
import io.fenji.customer.product.ProductChange;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Owner;
import io.fenji.customer.write.BatchKeys;
import io.fenji.customer.write.BatchResult;
import io.fenji.customer.write.BatchResult.Item;
import io.fenji.customer.write.BatchResult.Status;
import io.fenji.customer.write.Batches;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Many orders at once.
@ApplicationScoped
class OrderBatch {
    /// An item as the cleaning rules leave it, with what they and the checks found.
    private record Clean(OrderRequest request, RequestCleaning cleaning, List<FieldError> faults) {}

    /// A good item that is not as it was.
    private record Written(
            Owner owner, WholeOrder order, @Nullable Order replaced, RequestCleaning cleaning) {
        Findings.Row findings() {
            OrderHead head = order.head();
            return new Findings.Row(head.customerId(), head.id(), head.key().source(), false, cleaning);
        }
    }

    private final OrderRepository repository;
    private final Batches batches;
    private final BusinessClock clock;
    private final String baseCurrency;
    private final CleaningRules rules;

    OrderBatch(
            OrderRepository repository,
            Batches batches,
            BusinessClock clock,
            BaseCurrency baseCurrency,
            CleaningRules rules) {
        this.repository = repository;
        this.batches = batches;
        this.clock = clock;
        this.baseCurrency = baseCurrency.code();
        this.rules = rules;
    }

    /// Creates or replaces each item by its key.
    BatchResult upsert(List<OrderRequest> requests) {
        RuleBook book = rules.book();
        BatchKeys keys = new BatchKeys();
        List<Clean> items = new ArrayList<>();
        for (OrderRequest request : requests) {
            items.add(clean(book, keys, "/items/" + items.size(), request));
        }
        boolean orphansRefused = book.rejects(RuleKind.ORPHAN_RETURN);
        return batches.run(connection -> upsert(connection, items, orphansRefused));
    }

    private Clean clean(RuleBook book, BatchKeys keys, String pointer, OrderRequest request) {
        Checks checks = new Checks();
        keys.take(checks, pointer, request.key());
        request.check(checks, pointer, baseCurrency);
        RequestCleaning cleaning = new RequestCleaning(book, ImportType.ORDERS, checks);
        OrderRequest cleaned = checks.errors().isEmpty() ? request.cleaned(cleaning, pointer) : request;
        return new Clean(cleaned, cleaning, checks.errors());
    }

    private BatchResult upsert(Connection connection, List<Clean> items, boolean orphansRefused) {
        ProductChange.lockForOrders(connection);
        List<OrderRequest> requests = items.stream()
                .filter(item -> item.faults().isEmpty())
                .map(Clean::request)
                .toList();
        Map<ExternalKey, Order> known = known(connection, requests);
        OrderReader reader = OrderReader.of(connection, requests, baseCurrency, clock.zone(), orphansRefused);
        Iterator<UUID> ids = Batches.newIds(connection, requests.size());
        Instant now = clock.now();
        List<Item> results = new ArrayList<>();
        List<Written> written = new ArrayList<>();
        for (Clean item : items) {
            Checks checks = new Checks();
            Optional<Wanted> read = item.faults().isEmpty()
                    ? reader.read(checks, "/items/" + results.size(), item.request())
                    : Optional.empty();
            if (read.isEmpty()) {
                results.add(Item.rejected(item.faults().isEmpty() ? checks.errors() : item.faults()));
                continue;
            }
            Wanted wanted = read.get();
            ExternalKey key = Objects.requireNonNull(item.request().key());
            @Nullable Order before = known.get(key);
            WholeOrder order = wanted.order(before == null ? ids.next() : before.id(), key, before, now);
            if (before != null && wanted.isAlready(before, order)) {
                results.add(Item.of(Status.UNCHANGED, before.id(), before.version()));
            } else {
                OrderHead head = order.head();
                results.add(Item.of(before == null ? Status.CREATED : Status.UPDATED, head.id(), head.version()));
                written.add(new Written(wanted.owner(), order, before, item.cleaning()));
            }
        }
        if (!written.isEmpty()) {
            write(connection, written);
        }
        return BatchResult.of(results);
    }

    private Map<ExternalKey, Order> known(Connection connection, List<OrderRequest> requests) {
        List<ExternalKey> keys = requests.stream()
                .map(OrderRequest::key)
                .map(Objects::requireNonNull)
                .toList();
        return repository.find(connection, keys).stream().collect(Collectors.toMap(Order::key, Function.identity()));
    }

    private void write(Connection connection, List<Written> written) {
        List<Order> replaced =
                written.stream().map(Written::replaced).filter(Objects::nonNull).toList();
        Set<UUID> customers = new HashSet<>();
        written.forEach(one -> customers.add(one.order().head().customerId()));
        replaced.forEach(order -> customers.add(order.customerId()));
        CustomerDirectory.lock(connection, customers);
        requireUnchanged(connection, replaced);
        repository.delete(connection, replaced);
        repository.insert(connection, written.stream().map(Written::order).toList());
        written.forEach(
                one -> one.owner().mark(connection, "orders", one.order().head().id()));
        Findings.remove(
                connection,
                ImportType.ORDERS.key(),
                replaced.stream().map(Order::customerId).toList(),
                replaced.stream().map(Order::id).toList());
        Findings.keep(connection, written.stream().map(Written::findings).toList());
        batches.refresh(connection, customers);
    }

    private void requireUnchanged(Connection connection, List<Order> replaced) {
        List<ExternalKey> keys = replaced.stream().map(Order::key).toList();
        if (!Set.copyOf(repository.find(connection, keys)).equals(Set.copyOf(replaced))) {
            throw Batches.again();
        }
    }
}
