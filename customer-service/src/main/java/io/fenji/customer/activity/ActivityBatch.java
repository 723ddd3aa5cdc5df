package io.fenji.customer.activity;

import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleBook;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Many activities at once.
@ApplicationScoped
public class ActivityBatch {
    private final ActivityRepository repository;
    private final Batches batches;
    private final BusinessClock clock;
    private final CleaningRules rules;

    ActivityBatch(ActivityRepository repository, Batches batches, BusinessClock clock, CleaningRules rules) {
        this.rules = rules;
        this.repository = repository;
        this.batches = batches;
        this.clock = clock;
    }

    /// Creates or replaces each item by its key.
    public <C> BatchResult upsert(ActivityTable<C> table, List<? extends ActivityRequest<C>> requests) {
        List<Checks> faults = check(requests);
        List<Activities.Clean<C>> clean = clean(table, requests, faults);
        return batches.run(connection -> upsert(connection, table, clean, faults));
    }

    private static <C> List<Checks> check(List<? extends ActivityRequest<C>> requests) {
        List<Checks> faults = new ArrayList<>();
        BatchKeys keys = new BatchKeys();
        for (int i = 0; i < requests.size(); i++) {
            Checks checks = new Checks();
            requests.get(i).check(checks, "/items/" + i);
            keys.take(checks, "/items/" + i, requests.get(i).key());
            faults.add(checks);
        }
        return faults;
    }

    private <C> List<Activities.Clean<C>> clean(
            ActivityTable<C> table, List<? extends ActivityRequest<C>> requests, List<Checks> faults) {
        RuleBook book = rules.book();
        List<Activities.Clean<C>> clean = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            RequestCleaning cleaning = new RequestCleaning(book, table.entity(), faults.get(i));
            clean.add(new Activities.Clean<>(requests.get(i).cleaned(cleaning, "/items/" + i), cleaning));
        }
        return clean;
    }

    private <C> BatchResult upsert(
            Connection connection, ActivityTable<C> table, List<Activities.Clean<C>> clean, List<Checks> faults) {
        List<ActivityRequest<C>> requests =
                clean.stream().map(Activities.Clean::request).toList();
        Map<ExternalKey, Activity<C>> known = known(connection, table, requests);
        CustomerDirectory directory = CustomerDirectory.of(
                connection, requests.stream().map(ActivityRequest::customer).toList());
        Iterator<UUID> ids = Batches.newIds(connection, requests.size());
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        List<Item> items = new ArrayList<>();
        List<Activity<C>> written = new ArrayList<>();
        List<Owner> owners = new ArrayList<>();
        List<Activity<C>> replaced = new ArrayList<>();
        List<Findings.Row> found = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ActivityRequest<C> request = requests.get(i);
            Optional<Owner> customer = directory.find(request.customer());
            List<FieldError> errors = new ArrayList<>(faults.get(i).errors());
            if (errors.isEmpty() && customer.isEmpty()) {
                errors.add(new FieldError(
                        "/items/%d/customer".formatted(i), "UNKNOWN_CUSTOMER", "There is no such customer"));
            }
            if (!errors.isEmpty()) {
                items.add(Item.rejected(errors));
                continue;
            }
            ExternalKey key = Objects.requireNonNull(request.key());
            @Nullable Activity<C> before = known.get(key);
            Owner owner = customer.orElseThrow();
            Activity<C> row = row(ids.next(), key, owner.id(), request.content(), before, now);
            Findings.Row finding = new Findings.Row(
                    row.customerId(),
                    row.id(),
                    key.source(),
                    false,
                    clean.get(i).cleaning());
            if (before == null) {
                found.add(finding);
                items.add(Item.of(Status.CREATED, row.id(), row.version()));
                written.add(row);
                owners.add(owner);
            } else if (row.content().equals(before.content())
                    && row.customerId().equals(before.customerId())) {
                items.add(Item.of(Status.UNCHANGED, before.id(), before.version()));
            } else {
                items.add(Item.of(Status.UPDATED, row.id(), row.version()));
                found.add(finding);
                written.add(row);
                owners.add(owner);
                replaced.add(before);
            }
        }
        write(connection, table, written, replaced, found);
        for (int i = 0; i < owners.size(); i++) {
            owners.get(i).mark(connection, table.name(), written.get(i).id());
        }
        return BatchResult.of(items);
    }

    private <C> Map<ExternalKey, Activity<C>> known(
            Connection connection, ActivityTable<C> table, List<? extends ActivityRequest<C>> requests) {
        Set<ExternalKey> keys = new HashSet<>();
        requests.forEach(request -> {
            if (request.key() != null) {
                keys.add(request.key());
            }
        });
        Map<ExternalKey, Activity<C>> known = new HashMap<>();
        repository.find(connection, table, keys).forEach(row -> known.put(row.key(), row));
        return known;
    }

    private static <C> Activity<C> row(
            UUID newId, ExternalKey key, UUID customerId, C content, @Nullable Activity<C> before, Instant now) {
        if (before != null) {
            return new Activity<>(before.id(), key, customerId, content, before.version() + 1, before.createdAt(), now);
        }
        return new Activity<>(newId, key, customerId, content, 1, now, now);
    }

    private <C> void write(
            Connection connection,
            ActivityTable<C> table,
            List<Activity<C>> written,
            List<Activity<C>> replaced,
            List<Findings.Row> found) {
        if (written.isEmpty()) {
            return;
        }
        Set<UUID> customers = new HashSet<>();
        written.forEach(row -> customers.add(row.customerId()));
        replaced.forEach(row -> customers.add(row.customerId()));
        CustomerDirectory.lock(connection, customers);
        requireUnchanged(connection, table, replaced);
        repository.delete(connection, table, replaced);
        repository.insert(connection, table, written);
        if (!replaced.isEmpty()) {
            Findings.remove(
                    connection,
                    table.name(),
                    replaced.stream().map(Activity::customerId).toList(),
                    replaced.stream().map(Activity::id).toList());
        }
        Findings.keep(connection, found);
        batches.refresh(connection, customers);
    }

    private <C> void requireUnchanged(Connection connection, ActivityTable<C> table, List<Activity<C>> replaced) {
        List<ExternalKey> keys = replaced.stream().map(Activity::key).toList();
        if (!new HashSet<>(repository.find(connection, table, keys)).equals(new HashSet<>(replaced))) {
            throw Batches.again();
        }
    }
}
