package io.fenji.customer.customer;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.contact.Contacts;
import io.fenji.customer.customer.CustomerReader.Wanted;
import io.fenji.customer.customfield.CustomFields;
import io.fenji.customer.merge.CustomerRows;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.Tombstones;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Single customers; a write refreshes the customer's metrics in its transaction.
@ApplicationScoped
public class Customers {
    private static final String KEYS = "customer_keys";

    /// What an upsert did.
    record Upserted(Customer customer, boolean created) {}

    private final CustomerRepository repository;
    private final Contacts contacts;
    private final CustomFields fields;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final CleaningRules rules;

    Customers(
            CustomerRepository repository,
            Contacts contacts,
            CustomFields fields,
            Database database,
            MetricRefresh refresh,
            BusinessClock clock,
            CleaningRules rules) {
        this.rules = rules;
        this.repository = repository;
        this.contacts = contacts;
        this.fields = fields;
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// The customer.
    ///
    /// @throws ProblemException 404, 410 when it is part of another
    public Customer get(UUID id) {
        return database.call(
                connection -> repository.find(connection, id).orElseThrow(() -> Tombstones.missing(connection, id)));
    }

    /// Why a customer cannot be shown.
    ProblemException missing(UUID id) {
        return database.call(connection -> Tombstones.missing(connection, id));
    }

    /// The id of the customer with the key.
    ///
    /// @throws ProblemException 404
    public UUID idOf(ExternalKey key) {
        return database.call(connection -> repository.owner(connection, key))
                .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(key)));
    }

    List<Customer> list(CustomerFilter filter, @Nullable UUID after, int limit) {
        return database.call(connection -> repository.list(connection, filter, after, limit));
    }

    @Transactional
    public Customer create(CustomerRequest request) {
        return database.call(connection -> {
            lock(connection, request.keyList());
            return create(connection, request, request.keyList());
        });
    }

    /// Replaces the version that the caller has read.
    ///
    /// @throws ProblemException 404, 410, 428, 412
    @Transactional
    public Customer replace(UUID id, CustomerRequest request, @Nullable String ifMatch) {
        return change(id, request.keyList(), ifMatch, known -> request);
    }

    /// Changes the version that the caller has read.
    ///
    /// @param change makes the request of the customer as it is
    /// @throws ProblemException 404, 410, 428, 412
    @Transactional
    public Customer change(UUID id, Function<Customer, CustomerRequest> change, @Nullable String ifMatch) {
        return change(id, List.of(), ifMatch, change);
    }

    private Customer change(
            UUID id, List<ExternalKey> keys, @Nullable String ifMatch, Function<Customer, CustomerRequest> change) {
        return database.call(connection -> {
            lock(connection, keys);
            CustomerDirectory.lock(connection, List.of(id));
            Customer known = repository.find(connection, id).orElseThrow(() -> Tombstones.missing(connection, id));
            EntityTags.requireMatch(ifMatch, known.version());
            CustomerRequest request = change.apply(known);
            return replace(connection, known, request, request.keyList());
        });
    }

    /// Creates the customer or replaces the one that has the key; its keys stay when the request names none, and those
    /// that a merge has brought to it or from it in any case.
    ///
    /// @param ifMatch checked when given
    @Transactional
    Upserted upsert(ExternalKey key, CustomerRequest request, @Nullable String ifMatch) {
        List<ExternalKey> keys = new ArrayList<>(request.keyList());
        if (!keys.contains(key)) {
            keys.add(key);
        }
        boolean named = request.keys() != null;
        return database.call(connection -> {
            lock(connection, keys);
            // The id first, the row only with its lock: a row read before the wait for the lock would be stale.
            Optional<Customer> known = repository.owner(connection, key).flatMap(id -> {
                CustomerDirectory.lock(connection, List.of(id));
                return repository.find(connection, id);
            });
            EntityTags.requireMatchIfSent(ifMatch, known.map(Customer::version).orElse(null));
            if (known.isEmpty()) {
                return new Upserted(create(connection, request, keys), true);
            }
            List<ExternalKey> staying = named
                    ? repository.keysOfOthers(connection, List.of(key)).getOrDefault(key, List.of())
                    : known.get().keys();
            staying.stream().filter(other -> !keys.contains(other)).forEach(keys::add);
            return new Upserted(replace(connection, known.get(), request, keys), false);
        });
    }

    /// Deletes the version that the caller has read, with everything that belongs to the customer; the metric feed says
    /// so.
    ///
    /// @throws ProblemException 404, 410, 428, 412
    @Transactional
    void delete(UUID id, @Nullable String ifMatch) {
        database.call(connection -> {
            refresh.lockAlone(connection);
            Customer known = repository.find(connection, id).orElseThrow(() -> Tombstones.missing(connection, id));
            EntityTags.requireMatch(ifMatch, known.version());
            CustomerRows.delete(connection, List.of(id), CustomerRows.partsOf(connection, List.of(id)));
            Tombstones.set(connection, List.of(id), Tombstones.Reason.DELETED, null);
            return known;
        });
    }

    private void lock(Connection connection, List<ExternalKey> keys) {
        refresh.lockForSingleWrite(connection);
        KeyLocks.lock(connection, KEYS, keys);
    }

    private Customer create(Connection connection, CustomerRequest request, List<ExternalKey> keys) {
        UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
        Wanted wanted = wanted(connection, request, keys, id, null);
        try {
            repository.insert(connection, List.of(wanted.customer()));
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        Findings.keep(connection, List.of(wanted.findings(false)));
        refresh.refreshOne(connection, id);
        return wanted.customer();
    }

    private Customer replace(Connection connection, Customer known, CustomerRequest request, List<ExternalKey> keys) {
        Wanted wanted = wanted(connection, request, keys, known.id(), known);
        if (wanted.customer().saysTheSameAs(known)) {
            return known;
        }
        try {
            repository.update(connection, List.of(wanted.customer()));
        } catch (RuntimeException failure) {
            throw KeyLocks.translated(failure);
        }
        Findings.keep(connection, List.of(wanted.findings(true)));
        refresh.refreshOne(connection, known.id());
        return wanted.customer();
    }

    private Wanted wanted(
            Connection connection, CustomerRequest request, List<ExternalKey> keys, UUID id, @Nullable Customer known) {
        Checks checks = new Checks();
        Wanted wanted = new CustomerReader(contacts, fields, rules.book(), connection)
                .read(checks, "", request, keys, id, known, clock.now().truncatedTo(ChronoUnit.MICROS));
        checks.complete();
        requireFree(connection, keys, id);
        return wanted;
    }

    private void requireFree(Connection connection, List<ExternalKey> keys, UUID owner) {
        Map<ExternalKey, UUID> owners = repository.owners(connection, keys);
        for (int i = 0; i < keys.size(); i++) {
            UUID holder = owners.get(keys.get(i));
            if (holder != null && !holder.equals(owner)) {
                throw ProblemException.at(
                        CustomerProblem.KEY_TAKEN,
                        "/keys/" + i,
                        "KEY_TAKEN",
                        "Another customer has the key %s".formatted(keys.get(i)));
            }
        }
    }
}
