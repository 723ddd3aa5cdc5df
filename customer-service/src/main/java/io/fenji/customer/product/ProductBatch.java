package io.fenji.customer.product;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Many products at once; changes of category or cost reach past orders and metrics in the same transaction.
@ApplicationScoped
class ProductBatch {
    /// An item as the cleaning rules leave it, with what they and the checks found.
    private record Clean(ExternalKey key, ProductRequest request, RequestCleaning cleaning, List<FieldError> faults) {}

    private final Batches batches;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final CleaningRules rules;

    ProductBatch(Batches batches, MetricRefresh refresh, BusinessClock clock, CleaningRules rules) {
        this.batches = batches;
        this.refresh = refresh;
        this.clock = clock;
        this.rules = rules;
    }

    /// Creates or replaces each item by its key.
    BatchResult upsert(List<ProductCreateRequest> requests) {
        RuleBook book = rules.book();
        BatchKeys keys = new BatchKeys();
        List<Clean> items = new ArrayList<>();
        for (ProductCreateRequest request : requests) {
            items.add(clean(book, keys, "/items/" + items.size(), request));
        }
        return batches.run(connection -> upsert(connection, items));
    }

    private static Clean clean(RuleBook book, BatchKeys keys, String pointer, ProductCreateRequest request) {
        Checks checks = new Checks();
        keys.take(checks, pointer, request.key());
        ProductRequest given = request.content();
        given.check(checks, pointer);
        RequestCleaning cleaning = new RequestCleaning(book, ImportType.PRODUCTS, checks);
        ProductRequest cleaned = checks.errors().isEmpty() ? given.cleaned(cleaning, pointer) : given;
        return new Clean(request.key(), cleaned, cleaning, checks.errors());
    }

    private BatchResult upsert(Connection connection, List<Clean> items) {
        ProductChange.lockForChange(connection);
        Map<ExternalKey, Product> known = ProductRows.locked(
                connection, items.stream().map(Clean::key).distinct().toList());
        Iterator<UUID> ids = Batches.newIds(connection, items.size());
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        List<Item> results = new ArrayList<>();
        List<Product> created = new ArrayList<>();
        List<ProductChange.Change> changes = new ArrayList<>();
        List<Findings.Row> found = new ArrayList<>();
        for (Clean item : items) {
            if (!item.faults().isEmpty()) {
                results.add(Item.rejected(item.faults()));
                continue;
            }
            @Nullable Product before = known.get(item.key());
            Product wanted = product(item, before, ids.next(), now);
            if (before != null && ProductRequest.of(wanted).equals(ProductRequest.of(before))) {
                results.add(Item.of(Status.UNCHANGED, before.id(), before.version()));
            } else {
                results.add(Item.of(before == null ? Status.CREATED : Status.UPDATED, wanted.id(), wanted.version()));
                if (before == null) {
                    created.add(wanted);
                } else {
                    changes.add(new ProductChange.Change(before, wanted));
                }
                found.add(new Findings.Row(
                        wanted.id(), wanted.id(), item.key().source(), before != null, item.cleaning()));
            }
        }
        ProductRows.insert(connection, created);
        ProductRows.update(
                connection, changes.stream().map(ProductChange.Change::after).toList());
        Findings.keepOfProducts(connection, found);
        if (ProductChange.apply(connection, changes)) {
            refresh.refreshTouched(connection);
        }
        return BatchResult.of(results);
    }

    private static Product product(Clean item, @Nullable Product before, UUID newId, Instant now) {
        ProductRequest request = item.request();
        return new Product(
                before == null ? newId : before.id(),
                item.key(),
                request.name(),
                request.category(),
                asKept(request.unitCost()),
                asKept(request.unitPrice()),
                before == null ? now : before.createdAt(),
                now,
                before == null ? 1 : before.version() + 1);
    }

    /// 007.50 is kept as 7.50.
    private static @Nullable Money asKept(@Nullable Money money) {
        return money == null ? null : Money.of(money.toDecimal(), money.currency());
    }
}
