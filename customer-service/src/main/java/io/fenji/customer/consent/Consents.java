package io.fenji.customer.consent;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.Tombstones;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.Owner;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Consents in the database. An entry is never changed: the latest by its time is in force.
@ApplicationScoped
public class Consents {
    static final int MOST_ENTRIES = 1_000;
    static final String COLUMNS =
            "id, purpose, given, given_at, source, channel, text_version, recorded_at, customer_id from consents ";

    /// An entry to add.
    record New(Owner owner, Consent entry) {}

    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;

    Consents(Database database, MetricRefresh refresh, BusinessClock clock) {
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// Everything that was said, purpose by purpose.
    public Consent.Listing list(UUID customerId) {
        return database.call(connection -> {
            Tombstones.requireCustomer(connection, customerId, false);
            Map<String, List<Consent>> purposes = Sql.list(
                            connection,
                            "select " + COLUMNS + "where customer_id = ? order by purpose, given_at desc, id desc",
                            Consents::consent,
                            customerId)
                    .stream()
                    .collect(Collectors.groupingBy(Consent::purpose, TreeMap::new, Collectors.toList()));
            return new Consent.Listing(
                    purposes.values().stream().map(Consents::history).toList());
        });
    }

    /// Adds an entry, unless it is there: the same of the same time, or, without a time, what the latest says already.
    /// A withdrawal is always taken.
    @Transactional
    Consent.History add(UUID customerId, ConsentRequest request) {
        String purpose = request.purpose();
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            Tombstones.requireCustomer(connection, customerId, true);
            List<Consent> entries = entries(connection, customerId, purpose);
            Checks checks = new Checks();
            request.check(checks, "", now);
            boolean repeated = repeats(connection, customerId, request, entries);
            checks.require(
                    repeated || !request.given() || entries.size() < MOST_ENTRIES,
                    "",
                    "INVALID_VALUE",
                    "the purpose has %d entries already".formatted(MOST_ENTRIES));
            checks.complete();
            if (!repeated) {
                UUID id = Sql.only(connection, "select uuidv7()", row -> row.getObject(1, UUID.class));
                insert(connection, List.of(new New(new Owner(customerId, null), entry(request, id, now))));
            }
            return history(entries(connection, customerId, purpose));
        });
    }

    private static Consent.History history(List<Consent> entries) {
        return new Consent.History(
                entries.getFirst().purpose(), entries.getFirst().given(), entries);
    }

    /// The entry that says what was requested.
    static Consent entry(ConsentRequest request, UUID id, Instant now) {
        return new Consent(
                id,
                request.purpose(),
                request.given(),
                request.atOr(now),
                request.source(),
                request.channel(),
                request.textVersion(),
                now);
    }

    static void insert(Connection connection, List<New> entries) {
        Sql.update(
                connection,
                """
                insert into consents (customer_id, id, purpose, given, given_at, source, channel, text_version, recorded_at,
                  origin_id)
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::boolean[], ?::timestamptz[], ?::text[], ?::text[],
                                     ?::text[], ?::timestamptz[], ?::uuid[])""",
                Sql.array(connection, "uuid", entries, one -> one.owner().id()),
                Sql.array(connection, "uuid", entries, one -> one.entry().id()),
                Sql.array(connection, "text", entries, one -> one.entry().purpose()),
                Sql.array(connection, "boolean", entries, one -> one.entry().given()),
                Sql.array(
                        connection,
                        "timestamptz",
                        entries,
                        one -> one.entry().at().toString()),
                Sql.array(connection, "text", entries, one -> one.entry().source()),
                Sql.array(connection, "text", entries, one -> one.entry().channel()),
                Sql.array(connection, "text", entries, one -> one.entry().textVersion()),
                Sql.array(
                        connection,
                        "timestamptz",
                        entries,
                        one -> one.entry().recordedAt().toString()),
                Sql.array(connection, "uuid", entries, one -> one.owner().origin()));
    }

    /// Whether there is such an entry: of the time that the request names, else the latest.
    private static boolean repeats(
            Connection connection, UUID customerId, ConsentRequest request, List<Consent> entries) {
        if (request.at() == null) {
            return !entries.isEmpty() && request.isIn(entries.getFirst());
        }
        return Sql.list(
                        connection,
                        "select " + COLUMNS + "where customer_id = ? and purpose = ? and given_at = ?",
                        Consents::consent,
                        customerId,
                        request.purpose(),
                        request.at().truncatedTo(ChronoUnit.MICROS))
                .stream()
                .anyMatch(request::isIn);
    }

    private static List<Consent> entries(Connection connection, UUID customerId, String purpose) {
        return Sql.list(
                connection,
                "select " + COLUMNS + "where customer_id = ? and purpose = ? order by given_at desc, id desc limit "
                        + MOST_ENTRIES,
                Consents::consent,
                customerId,
                purpose);
    }

    static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getBoolean(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant());
    }
}
