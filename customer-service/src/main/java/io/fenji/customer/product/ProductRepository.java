package io.fenji.customer.product;

import io.fenji.customer.value.ExternalKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Single products.
@ApplicationScoped
class ProductRepository implements PanacheRepositoryBase<ProductEntity, UUID> {
    Optional<ProductEntity> locked(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    /// The id first, the row only with its lock: a row that was read before the wait for the lock would be stale
    /// after it.
    Optional<ProductEntity> locked(ExternalKey key) {
        return find("select id from ProductEntity where source = ?1 and key = ?2", key.source(), key.key())
                .project(UUID.class)
                .firstResultOptional()
                .flatMap(this::locked);
    }

    Optional<ProductEntity> byKey(ExternalKey key) {
        return find("source = ?1 and key = ?2", key.source(), key.key()).firstResultOptional();
    }

    List<ProductEntity> list(@Nullable String source, @Nullable String category, @Nullable UUID after, int limit) {
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> values = new HashMap<>();
        if (source != null) {
            where.append(" and source = :source");
            values.put("source", source);
        }
        if (category != null) {
            where.append(" and category = :category");
            values.put("category", category);
        }
        if (after != null) {
            where.append(" and id > :after");
            values.put("after", after);
        }
        return find(where.append(" order by id").toString(), values)
                .page(0, limit)
                .list();
    }
}
