package io.fenji.customer.customer;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.Tombstones;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Single customers; a write refreshes the customer's metrics in its transaction.
@ApplicationScoped
public class Customers {
    private static final String KEYS = "customer_keys";
    /// Findings of customers that have no key are of this source.
    private static final String OWN_SOURCE = "fenji";

    /// A request as the cleaning rules leave it, and what they found.
    private record Clean(CustomerRequest request, RequestCleaning cleaning) {}

    /// What an upsert did.
    record Upserted(Customer customer, boolean created) {}

    private final CustomerRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final CleaningRules rules;

    Customers(
            CustomerRepository repository,
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
    Optional<Customer> find(UUID id) {
        return repository.findByIdOptional(id).map(Customer::from);
    }

    /// Why a customer cannot be shown.
    ProblemException missing(UUID id) {
        return database.call(connection -> Tombstones.missing(connection, id));
    }

    @Transactional
    Optional<Customer> find(ExternalKey key) {
        return repository.byKey(key).map(Customer::from);
    }

    @Transactional
    List<Customer> list(CustomerFilter filter, @Nullable UUID after, int limit) {
        return repository.list(filter, after, limit).stream()
                .map(Customer::from)
                .toList();
    }

    @Transactional
    public Customer create(CustomerRequest request) {
        request.check();
        Clean clean = clean(request);
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            KeyLocks.lock(connection, KEYS, request.keyList());
            requireFree(request.keyList(), null);
            return create(connection, clean, request.keyList());
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 428, 412
    @Transactional
    public Customer replace(UUID id, CustomerRequest request, @Nullable String ifMatch) {
        request.check();
        Clean clean = clean(request);
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            KeyLocks.lock(connection, KEYS, request.keyList());
            CustomerEntity entity = repository
                    .locked(id)
                    .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(id)));
            EntityTags.requireMatch(ifMatch, entity.version);
            return replace(connection, entity, clean, request.keyList());
        });
    }

    /// Creates the customer or replaces the one that has the key.
    ///
    /// @param ifMatch checked when given
    @Transactional
    Upserted upsert(ExternalKey key, CustomerRequest request, @Nullable String ifMatch) {
        request.check();
        Clean clean = clean(request);
        List<ExternalKey> keys = new ArrayList<>(request.keyList());
        if (!keys.contains(key)) {
            keys.add(key);
        }
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            KeyLocks.lock(connection, KEYS, keys);
            @Nullable CustomerEntity known = repository.locked(key).orElse(null);
            EntityTags.requireMatchIfSent(ifMatch, known == null ? null : known.version);
            if (known != null) {
                return new Upserted(replace(connection, known, clean, keys), false);
            }
            requireFree(keys, null);
            return new Upserted(create(connection, clean, keys), true);
        });
    }

    private Clean clean(CustomerRequest request) {
        Checks checks = new Checks();
        RequestCleaning cleaning = new RequestCleaning(rules.book(), ImportType.CUSTOMERS, checks);
        Clean clean = new Clean(request.cleaned(cleaning), cleaning);
        checks.complete();
        return clean;
    }

    private static void keepFindings(
            Connection connection, UUID id, Clean clean, List<ExternalKey> keys, boolean known) {
        String source = keys.isEmpty() ? OWN_SOURCE : keys.getFirst().source();
        Findings.keep(connection, List.of(new Findings.Row(id, id, source, known, clean.cleaning())));
    }

    private Customer create(Connection connection, Clean clean, List<ExternalKey> keys) {
        CustomerEntity entity = new CustomerEntity();
        entity.id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
        entity.createdAt = clock.now();
        entity.updatedAt = entity.createdAt;
        fill(entity, clean.request(), keys);
        try {
            repository.persistAndFlush(entity);
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        keepFindings(connection, entity.id, clean, keys, false);
        refresh.refreshOne(connection, entity.id);
        return Customer.from(entity);
    }

    private Customer replace(Connection connection, CustomerEntity entity, Clean clean, List<ExternalKey> keys) {
        requireFree(keys, entity.id);
        Customer before = Customer.from(entity);
        fill(entity, clean.request(), keys);
        if (before.equals(Customer.from(entity))) {
            return before;
        }
        entity.updatedAt = clock.now();
        try {
            repository.flush();
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        keepFindings(connection, entity.id, clean, keys, true);
        refresh.refreshOne(connection, entity.id);
        return Customer.from(entity);
    }

    private void requireFree(List<ExternalKey> keys, @Nullable UUID owner) {
        for (int i = 0; i < keys.size(); i++) {
            ExternalKey key = keys.get(i);
            Optional<CustomerEntity> holder = repository.byKey(key);
            if (holder.isPresent() && !holder.get().id.equals(owner)) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN,
                        "/keys/" + i,
                        "KEY_TAKEN",
                        "Another customer has the key %s".formatted(key));
            }
        }
    }

    private static void fill(CustomerEntity entity, CustomerRequest request, List<ExternalKey> keys) {
        entity.kind = request.kind();
        entity.name = request.name();
        entity.country = request.country();
        entity.province = request.province();
        entity.city = request.city();
        entity.industry = request.industry();
        entity.size = request.size();
        entity.creditRating = request.creditRating();
        entity.assets = request.assets() == null ? null : request.assets().toDecimal();
        entity.assetsCurrency =
                request.assets() == null ? null : request.assets().currency();
        entity.channel = request.channel();
        entity.registeredOn = request.registeredOn();
        Set<CustomerEntity.Key> wanted = keys.stream()
                .map(key -> new CustomerEntity.Key(key.source(), key.key()))
                .collect(Collectors.toSet());
        entity.keys.retainAll(wanted);
        entity.keys.addAll(wanted);
    }
}
