package io.fenji.customer.customer;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.contact.Contacts;
import io.fenji.customer.customer.CustomerReader.Wanted;
import io.fenji.customer.customfield.CustomFields;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.write.BatchResult;
import io.fenji.customer.write.BatchResult.Item;
import io.fenji.customer.write.BatchResult.Status;
import io.fenji.customer.write.Batches;
import io.fenji.kit.clock.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Many customers at once.
@ApplicationScoped
class CustomerBatch {
    private final CustomerRepository repository;
    private final Contacts contacts;
    private final CustomFields fields;
    private final Batches batches;
    private final BusinessClock clock;
    private final CleaningRules rules;

    CustomerBatch(
            CustomerRepository repository,
            Contacts contacts,
            CustomFields fields,
            Batches batches,
            BusinessClock clock,
            CleaningRules rules) {
        this.rules = rules;
        this.repository = repository;
        this.contacts = contacts;
        this.fields = fields;
        this.batches = batches;
        this.clock = clock;
    }

    /// Creates or replaces each item by its first key.
    BatchResult upsert(List<CustomerRequest> requests) {
        return batches.run(connection -> upsert(connection, requests));
    }

    private BatchResult upsert(Connection connection, List<CustomerRequest> requests) {
        Set<ExternalKey> keys = new TreeSet<>();
        requests.forEach(request -> keys.addAll(request.keyList()));
        Map<ExternalKey, UUID> owners = repository.owners(connection, keys);
        Map<UUID, Customer> known = locked(connection, keys, owners);
        Map<ExternalKey, List<ExternalKey>> others = repository.keysOfOthers(connection, keys);
        CustomerReader reader = new CustomerReader(contacts, fields, rules.book(), connection);
        Iterator<UUID> ids = Batches.newIds(connection, requests.size());
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        Map<ExternalKey, Integer> seen = new HashMap<>();
        Map<UUID, Integer> seenOwners = new HashMap<>();
        List<Item> items = new ArrayList<>();
        List<Customer> created = new ArrayList<>();
        List<Customer> updated = new ArrayList<>();
        List<Findings.Row> found = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            CustomerRequest request = requests.get(i);
            String place = "/items/" + i;
            Checks checks = new Checks();
            @Nullable UUID owner = owner(checks, place, i, request, owners, seen);
            Integer first = owner == null ? null : seenOwners.putIfAbsent(owner, i);
            if (first != null) {
                checks.add(place + "/keys/0", "DUPLICATE_KEY", "is a key of the customer of item " + first);
            }
            @Nullable Customer before = owner == null ? null : known.get(owner);
            Wanted read = reader.read(checks, place, request, keys(request, others), ids.next(), before, now);
            Customer wanted = read.customer();
            if (!checks.errors().isEmpty()) {
                items.add(Item.rejected(checks.errors()));
            } else if (before == null) {
                items.add(Item.of(Status.CREATED, wanted.id(), wanted.version()));
                created.add(wanted);
                found.add(read.findings(false));
            } else if (wanted.saysTheSameAs(before)) {
                items.add(Item.of(Status.UNCHANGED, before.id(), before.version()));
            } else {
                items.add(Item.of(Status.UPDATED, wanted.id(), wanted.version()));
                updated.add(wanted);
                found.add(read.findings(true));
            }
        }
        write(connection, created, updated);
        Findings.keep(connection, found);
        return BatchResult.of(items);
    }

    /// The item's keys and those that its customer has from merges.
    private static List<ExternalKey> keys(CustomerRequest request, Map<ExternalKey, List<ExternalKey>> others) {
        List<ExternalKey> keys = new ArrayList<>(request.keyList());
        if (!keys.isEmpty()) {
            others.getOrDefault(keys.getFirst(), List.of()).stream()
                    .filter(other -> !keys.contains(other))
                    .forEach(keys::add);
        }
        return keys;
    }

    /// Customers with one of the keys, locked; their keys must still be theirs then.
    private Map<UUID, Customer> locked(
            Connection connection, Collection<ExternalKey> keys, Map<ExternalKey, UUID> owners) {
        Set<UUID> ids = new HashSet<>(owners.values());
        CustomerDirectory.lock(connection, ids);
        if (!repository.owners(connection, keys).equals(owners)) {
            throw Batches.again();
        }
        return repository.find(connection, ids);
    }

    /// The customer that has the item's first key. No other may have one of its keys, in the base or in the batch.
    private static @Nullable UUID owner(
            Checks checks,
            String place,
            int index,
            CustomerRequest request,
            Map<ExternalKey, UUID> owners,
            Map<ExternalKey, Integer> seen) {
        List<ExternalKey> keys = request.keyList();
        if (keys.isEmpty()) {
            checks.add(place + "/keys", "REQUIRED", "must have a key: an item is created or replaced by its first");
            return null;
        }
        @Nullable UUID owner = owners.get(keys.getFirst());
        for (int i = 0; i < keys.size(); i++) {
            ExternalKey key = keys.get(i);
            String at = place + "/keys/" + i;
            UUID holder = owners.get(key);
            if (holder != null && !Objects.equals(holder, owner)) {
                checks.add(at, "KEY_TAKEN", "Another customer has the key %s".formatted(key));
            }
            Integer first = seen.putIfAbsent(key, index);
            if (first != null && first != index) {
                checks.add(at, "DUPLICATE_KEY", "stands in the batch before");
            }
        }
        return owner;
    }

    private void write(Connection connection, List<Customer> created, List<Customer> updated) {
        if (created.isEmpty() && updated.isEmpty()) {
            return;
        }
        if (!updated.isEmpty()) {
            repository.update(connection, updated);
        }
        if (!created.isEmpty()) {
            repository.insert(connection, created);
        }
        batches.refresh(
                connection,
                Stream.concat(created.stream(), updated.stream())
                        .map(Customer::id)
                        .toList());
    }
}
