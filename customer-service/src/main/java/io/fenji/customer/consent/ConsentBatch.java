package io.fenji.customer.consent;

import io.fenji.customer.consent.Consents.New;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerDirectory;
import io.fenji.customer.value.Owner;
import io.fenji.customer.write.BatchResult;
import io.fenji.customer.write.BatchResult.Item;
import io.fenji.customer.write.BatchResult.Status;
import io.fenji.customer.write.Batches;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// What many customers say, at once.
@ApplicationScoped
class ConsentBatch {
    private record Place(UUID customerId, String purpose) {}

    private record Good(Owner owner, ConsentRequest request) {
        Place place() {
            return new Place(owner.id(), request.purpose());
        }
    }

    private static final Comparator<Consent> IN_FORCE_LAST =
            Comparator.comparing(Consent::at).thenComparing(Consent::id);

    private final Batches batches;
    private final BusinessClock clock;

    ConsentBatch(Batches batches, BusinessClock clock) {
        this.batches = batches;
        this.clock = clock;
    }

    /// Adds an entry for each item, unless there is one that says the same.
    BatchResult add(List<ConsentRequest.Addressed> requests) {
        return batches.run(connection -> add(connection, requests));
    }

    private BatchResult add(Connection connection, List<ConsentRequest.Addressed> requests) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        CustomerDirectory directory = CustomerDirectory.of(
                connection,
                requests.stream().map(ConsentRequest.Addressed::customer).toList());
        List<Checks> faults = new ArrayList<>();
        List<Optional<Good>> items = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ConsentRequest.Addressed request = requests.get(i);
            Checks checks = new Checks();
            request.customer().check(checks, "/items/%d/customer".formatted(i));
            request.consent().check(checks, "/items/%d/consent".formatted(i), now);
            Optional<Owner> owner = directory.find(request.customer());
            if (checks.errors().isEmpty() && owner.isEmpty()) {
                checks.add("/items/%d/customer".formatted(i), "UNKNOWN_CUSTOMER", "There is no such customer");
            }
            faults.add(checks);
            items.add(
                    checks.errors().isEmpty()
                            ? owner.map(found -> new Good(found, request.consent()))
                            : Optional.empty());
        }
        List<Good> good = items.stream().flatMap(Optional::stream).toList();
        CustomerDirectory.lock(
                connection,
                good.stream().map(one -> one.owner().id()).distinct().toList());
        Map<Place, List<Consent>> known = known(connection, good);
        Iterator<UUID> ids = Batches.newIds(connection, good.size());
        List<New> added = new ArrayList<>();
        List<Item> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Checks checks = faults.get(i);
            results.add(items.get(i)
                    .map(one -> result(one, known, ids.next(), now, added, checks, "/items/" + results.size()))
                    .orElseGet(() -> Item.rejected(checks.errors())));
        }
        Consents.insert(connection, added);
        return BatchResult.of(results);
    }

    private static Item result(
            Good one,
            Map<Place, List<Consent>> known,
            UUID id,
            Instant now,
            List<New> added,
            Checks checks,
            String pointer) {
        List<Consent> entries = known.computeIfAbsent(one.place(), place -> new ArrayList<>());
        Optional<Consent> same = same(entries, one.request());
        if (same.isPresent()) {
            return Item.ofEntry(Status.UNCHANGED, same.get().id());
        }
        if (one.request().given() && entries.size() >= Consents.MOST_ENTRIES) {
            checks.add(
                    pointer + "/consent",
                    "INVALID_VALUE",
                    "the purpose has %d entries already".formatted(Consents.MOST_ENTRIES));
            return Item.rejected(checks.errors());
        }
        Consent entry = Consents.entry(one.request(), id, now);
        entries.add(entry);
        added.add(new New(one.owner(), entry));
        return Item.ofEntry(Status.CREATED, id);
    }

    /// Without a time, what is in force says the same or nothing does.
    private static Optional<Consent> same(List<Consent> entries, ConsentRequest request) {
        return request.at() == null
                ? entries.stream().max(IN_FORCE_LAST).filter(request::isIn)
                : entries.stream().filter(request::isIn).findFirst();
    }

    private static Map<Place, List<Consent>> known(Connection connection, List<Good> good) {
        List<Place> places = good.stream().map(Good::place).distinct().toList();
        Map<Place, List<Consent>> known = new HashMap<>();
        Sql.each(
                connection,
                0,
                "select " + Consents.COLUMNS + """
                        where (customer_id, purpose) in (select * from unnest(?::uuid[], ?::text[]))""",
                row -> {
                    Consent entry = Consents.consent(row);
                    UUID customer = Objects.requireNonNull(row.getObject("customer_id", UUID.class));
                    known.computeIfAbsent(new Place(customer, entry.purpose()), place -> new ArrayList<>())
                            .add(entry);
                },
                Sql.array(connection, "uuid", places, Place::customerId),
                Sql.array(connection, "text", places, Place::purpose));
        return known;
    }
}
