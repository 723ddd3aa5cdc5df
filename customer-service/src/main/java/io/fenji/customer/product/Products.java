package io.fenji.customer.product;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.problem.CustomerProblem;
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
import org.jspecify.annotations.Nullable;

/// Single products; a change of category or cost reaches past orders and metrics in its transaction.
@ApplicationScoped
public class Products {
    private static final String KEYS = "products";

    /// What an upsert did.
    record Upserted(Product product, boolean created) {}

    private final ProductRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;

    Products(ProductRepository repository, Database database, MetricRefresh refresh, BusinessClock clock) {
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
        request.check();
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
            return create(connection, key, request);
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Product replace(UUID id, ProductRequest request, @Nullable String ifMatch) {
        request.check();
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            ProductChange.lockForChange(connection);
            ProductEntity entity = repository
                    .locked(id)
                    .orElseThrow(() -> ProblemException.notFound("There is no product %s".formatted(id)));
            EntityTags.requireMatch(ifMatch, entity.version);
            return replace(connection, entity, request);
        });
    }

    /// Creates the product or replaces the one that has the key.
    ///
    /// @param ifMatch checked when given
    @Transactional
    Upserted upsert(ExternalKey key, ProductRequest request, @Nullable String ifMatch) {
        request.check();
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            ProductChange.lockForChange(connection);
            KeyLocks.lock(connection, KEYS, List.of(key));
            @Nullable ProductEntity known = repository.locked(key).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version);
            return known == null
                    ? new Upserted(create(connection, key, request), true)
                    : new Upserted(replace(connection, known, request), false);
        });
    }

    private Product create(Connection connection, ExternalKey key, ProductRequest request) {
        ProductEntity entity = new ProductEntity();
        entity.id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
        entity.source = key.source();
        entity.key = key.key();
        entity.createdAt = clock.now();
        entity.updatedAt = entity.createdAt;
        fill(entity, request);
        try {
            repository.persistAndFlush(entity);
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        return Product.from(entity);
    }

    private Product replace(Connection connection, ProductEntity entity, ProductRequest request) {
        Product before = Product.from(entity);
        fill(entity, request);
        if (before.equals(Product.from(entity))) {
            return before;
        }
        entity.updatedAt = clock.now();
        repository.flush();
        Sql.execute(connection, "create temporary table touched_products (product_id uuid not null) on commit drop");
        Sql.update(connection, "insert into touched_products values (?)", entity.id);
        ProductChange.apply(connection);
        refresh.refreshTouched(connection);
        return Product.from(entity);
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
