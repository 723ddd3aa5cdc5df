package io.fenji.customer.customer;

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

/// Single customers.
@ApplicationScoped
class CustomerRepository implements PanacheRepositoryBase<CustomerEntity, UUID> {
    Optional<CustomerEntity> locked(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    /// The id first, the row only with its lock: a row that was read before the wait for the lock would be stale
    /// after it.
    Optional<CustomerEntity> locked(ExternalKey key) {
        return find(
                        "select c.id from CustomerEntity c join c.keys k where k.source = ?1 and k.key = ?2",
                        key.source(),
                        key.key())
                .project(UUID.class)
                .firstResultOptional()
                .flatMap(this::locked);
    }

    Optional<CustomerEntity> byKey(ExternalKey key) {
        return find(
                        "select c from CustomerEntity c join c.keys k where k.source = ?1 and k.key = ?2",
                        key.source(),
                        key.key())
                .firstResultOptional();
    }

    List<CustomerEntity> list(CustomerFilter filter, @Nullable UUID after, int limit) {
        StringBuilder where = new StringBuilder("select c from CustomerEntity c where 1 = 1");
        Map<String, Object> values = new HashMap<>();
        if (!filter.ids().isEmpty()) {
            where.append(" and c.id in :ids");
            values.put("ids", filter.ids());
        }
        if (filter.kind() != null) {
            where.append(" and c.kind = :kind");
            values.put("kind", filter.kind());
        }
        if (filter.source() != null) {
            where.append(" and exists (select k from c.keys k where k.source = :source)");
            values.put("source", filter.source());
        }
        if (filter.country() != null) {
            where.append(" and c.country = :country");
            values.put("country", filter.country());
        }
        if (filter.industry() != null) {
            where.append(" and c.industry = :industry");
            values.put("industry", filter.industry());
        }
        if (after != null) {
            where.append(" and c.id > :after");
            values.put("after", after);
        }
        return find(where.append(" order by c.id").toString(), values)
                .page(0, limit)
                .list();
    }
}
