package io.fenji.customer.product;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.KeyLocks;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Single products; a change of category or cost reaches past orders and metrics in its transaction.
@ApplicationScoped
public class Products {
    private static final String KEYS = "products";

    /// What an upsert did.
    record Upserted(Product product, boolean created) {}

    /// A request as the cleaning rules leave it, and what they found.
    private record Clean(ProductRequest request, RequestCleaning cleaning) {}

    private final ProductRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final CleaningRules rules;

    Products(
            ProductRepository repository,
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
    Optional<Product> find(UUID id) {
        return repository.findByIdOptional(id).map(Product::from);
    }

    @Transactional
    Optional<Product> find(ExternalKey key) {
        return repository.byKey(key).map(Product::from);
    }

    @Transactional
    List<Product> list(@Nullable String source, @Nullable String category, @Nullable UUID after, int limit) {
        return repository.list(source, category, after, limit).stream()
                .map(Product::from)
                .toList();
    }

    @Transactional
    public Product create(ExternalKey key, ProductRequest request) {
        Clean clean = clean(request);
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            ProductChange.lockForChange(connection);
            KeyLocks.lock(connection, KEYS, List.of(key));
            if (repository.byKey(key).isPresent()) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN,
                        "/key",
                        "KEY_TAKEN",
                        "Another product has the key %s".formatted(key));
            }
            return create(connection, key, clean);
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Product replace(UUID id, ProductRequest request, @Nullable String ifMatch) {
        return change(id, known -> request, ifMatch);
    }

    /// Changes the version that the caller has read.
    ///
    /// @param change makes the request of the product as it is
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Product change(UUID id, Function<Product, ProductRequest> change, @Nullable String ifMatch) {
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            ProductChange.lockForChange(connection);
            ProductEntity entity = repository
                    .locked(id)
                    .orElseThrow(() -> ProblemException.notFound("There is no product %s".formatted(id)));
            EntityTags.requireMatch(ifMatch, entity.version);
            return replace(connection, entity, clean(change.apply(Product.from(entity))));
        });
    }

    /// Deletes the version that the caller has read, if no order has the product.
    ///
    /// @throws ProblemException 404, 428, 412, 409
    @Transactional
    void delete(UUID id, @Nullable String ifMatch) {
        database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            ProductChange.lockForChange(connection);
            ProductEntity entity = repository
                    .locked(id)
                    .orElseThrow(() -> ProblemException.notFound("There is no product %s".formatted(id)));
            EntityTags.requireMatch(ifMatch, entity.version);
            if (ProductChange.isSold(connection, id)) {
                throw new ProblemException(
                        CustomerProblem.PRODUCT_IN_USE, "Orders have the product %s; delete those first".formatted(id));
            }
            repository.delete(entity);
            return entity;
        });
    }

    /// Creates the product or replaces the one that has the key.
    ///
    /// @param ifMatch checked when given
    @Transactional
    Upserted upsert(ExternalKey key, ProductRequest request, @Nullable String ifMatch) {
        Clean clean = clean(request);
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            ProductChange.lockForChange(connection);
            KeyLocks.lock(connection, KEYS, List.of(key));
            @Nullable ProductEntity known = repository.locked(key).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version);
            return known == null
                    ? new Upserted(create(connection, key, clean), true)
                    : new Upserted(replace(connection, known, clean), false);
        });
    }

    private Clean clean(ProductRequest request) {
        Checks checks = new Checks();
        request.check(checks, "");
        checks.complete();
        RequestCleaning cleaning = new RequestCleaning(rules.book(), ImportType.PRODUCTS, checks);
        Clean clean = new Clean(request.cleaned(cleaning, ""), cleaning);
        checks.complete();
        return clean;
    }

    private Product create(Connection connection, ExternalKey key, Clean clean) {
        ProductEntity entity = new ProductEntity();
        entity.id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
        entity.source = key.source();
        entity.key = key.key();
        entity.createdAt = clock.now();
        entity.updatedAt = entity.createdAt;
        fill(entity, clean.request());
        try {
            repository.persistAndFlush(entity);
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        Findings.keepOfProducts(connection, List.of(findings(entity, false, clean)));
        return Product.from(entity);
    }

    private Product replace(Connection connection, ProductEntity entity, Clean clean) {
        Product before = Product.from(entity);
        fill(entity, clean.request());
        if (before.equals(Product.from(entity))) {
            return before;
        }
        entity.updatedAt = clock.now();
        repository.flush();
        Findings.keepOfProducts(connection, List.of(findings(entity, true, clean)));
        Product after = Product.from(entity);
        if (ProductChange.apply(connection, List.of(new ProductChange.Change(before, after)))) {
            refresh.refreshTouched(connection);
        }
        return after;
    }

    private static Findings.Row findings(ProductEntity entity, boolean known, Clean clean) {
        return new Findings.Row(entity.id, entity.id, entity.source, known, clean.cleaning());
    }

    private static void fill(ProductEntity entity, ProductRequest request) {
        entity.name = request.name();
        entity.category = request.category();
        entity.unitCost = request.unitCost() == null ? null : request.unitCost().toDecimal();
        entity.unitPrice =
                request.unitPrice() == null ? null : request.unitPrice().toDecimal();
        entity.currency = request.currency();
    }
}
