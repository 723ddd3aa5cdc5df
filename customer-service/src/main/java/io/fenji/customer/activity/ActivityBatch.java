package io.fenji.customer.activity;

import io.fenji.customer.activity.BatchResult.Item;
import io.fenji.customer.activity.BatchResult.Status;
import io.fenji.customer.cleaning.CleaningRules;
import io.fenji.customer.cleaning.Findings;
import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.KeyLocks;
import io.fenji.customer.value.Owner;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.FieldError;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
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

/// Many activities in one transaction, with a handful of statements. Like an import it takes no locks on keys, which
/// would fill PostgreSQL's lock table: when another write was first with a key or a row, it begins again.
@ApplicationScoped
public class ActivityBatch {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("23505", SERIALIZATION_FAILURE, "40P01");
    private static final int TRIES = 5;

    private final ActivityRepository repository;
    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;
    private final CleaningRules rules;

    ActivityBatch(
            ActivityRepository repository,
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

    /// Creates or replaces each item by its key.
    public <C> BatchResult upsert(ActivityTable<C> table, List<? extends ActivityRequest<C>> requests) {
        List<Checks> faults = check(requests);
        List<Activities.Clean<C>> clean = clean(table, requests, faults);
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transaction(connection -> upsert(connection, table, clean, faults));
            } catch (SqlFailure failure) {
                if (attempt == TRIES || !WORTH_ANOTHER_TRY.contains(failure.state())) {
                    throw KeyLocks.translated(failure);
                }
            }
        }
    }

    private static <C> List<Checks> check(List<? extends ActivityRequest<C>> requests) {
        List<Checks> faults = new ArrayList<>();
        Set<ExternalKey> keys = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            Checks checks = new Checks();
            requests.get(i).check(checks, "/items/" + i);
            ExternalKey key = requests.get(i).key();
            if (key == null) {
                checks.add("/items/%d/key".formatted(i), "REQUIRED", "must be given");
            } else if (!keys.add(key)) {
                checks.add("/items/%d/key".formatted(i), "DUPLICATE_KEY", "stands in the batch before");
            }
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
        refresh.lockForSingleWrite(connection);
        Map<ExternalKey, Activity<C>> known = known(connection, table, requests);
        CustomerDirectory directory = new CustomerDirectory(
                connection, requests.stream().map(ActivityRequest::customer).toList());
        Iterator<UUID> ids = ids(connection, requests.size());
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
                items.add(Item.of(Status.CREATED, row));
                written.add(row);
                owners.add(owner);
            } else if (row.content().equals(before.content())
                    && row.customerId().equals(before.customerId())) {
                items.add(Item.of(Status.UNCHANGED, before));
            } else {
                items.add(Item.of(Status.UPDATED, row));
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

    private static Iterator<UUID> ids(Connection connection, int count) {
        return Sql.list(
                        connection,
                        "select uuidv7() from generate_series(1, ?)",
                        row -> row.getObject(1, UUID.class),
                        count)
                .iterator();
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
        Sql.execute(connection, "create temporary table touched_customers (customer_id uuid not null) on commit drop");
        Sql.update(
                connection,
                "insert into touched_customers select unnest(?::uuid[])",
                ActivityRepository.array(connection, "uuid", customers, id -> id));
        Sql.execute(connection, "analyze touched_customers");
        refresh.refreshTouched(connection);
    }

    private <C> void requireUnchanged(Connection connection, ActivityTable<C> table, List<Activity<C>> replaced) {
        List<ExternalKey> keys = replaced.stream().map(Activity::key).toList();
        if (!new HashSet<>(repository.find(connection, table, keys)).equals(new HashSet<>(replaced))) {
            throw new SqlFailure(new SQLException("A row changed while the batch waited", SERIALIZATION_FAILURE));
        }
    }
}
