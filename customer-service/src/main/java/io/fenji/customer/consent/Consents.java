package io.fenji.customer.consent;

import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.metric.Tombstones;
import io.fenji.customer.value.Checks;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Consents in the database. An entry is never changed: the latest by its time is in force.
@ApplicationScoped
class Consents {
    private static final int MOST_ENTRIES = 1_000;
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final String COLUMNS =
            "id, purpose, given, given_at, source, channel, text_version, recorded_at from consents ";

    private final Database database;
    private final MetricRefresh refresh;
    private final BusinessClock clock;

    Consents(Database database, MetricRefresh refresh, BusinessClock clock) {
        this.database = database;
        this.refresh = refresh;
        this.clock = clock;
    }

    /// Everything that was said, purpose by purpose.
    Consent.Listing list(UUID customerId) {
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
        Instant at = request.at() == null ? now : request.at().truncatedTo(ChronoUnit.MICROS);
        return database.call(connection -> {
            refresh.lockForSingleWrite(connection);
            Tombstones.requireCustomer(connection, customerId, true);
            List<Consent> entries = entries(connection, customerId, purpose);
            Checks checks = new Checks();
            checks.moment("/at", request.at());
            checks.require(
                    !at.isAfter(now.plus(CLOCK_DIFFERENCE)), "/at", "DATE_OUT_OF_RANGE", "must not be in the future");
            boolean repeated = repeats(connection, customerId, request, entries);
            checks.require(
                    repeated || !request.given() || entries.size() < MOST_ENTRIES,
                    "",
                    "INVALID_VALUE",
                    "the purpose has %d entries already".formatted(MOST_ENTRIES));
            checks.complete();
            if (!repeated) {
                Sql.update(
                        connection,
                        """
                        insert into consents
                          (customer_id, id, purpose, given, given_at, source, channel, text_version, recorded_at)
                        values (?, uuidv7(), ?, ?, ?, ?, ?, ?, ?)""",
                        customerId,
                        purpose,
                        request.given(),
                        at,
                        request.source(),
                        request.channel(),
                        request.textVersion(),
                        now);
            }
            return history(entries(connection, customerId, purpose));
        });
    }

    private static Consent.History history(List<Consent> entries) {
        return new Consent.History(
                entries.getFirst().purpose(), entries.getFirst().given(), entries);
    }

    /// Whether there is such an entry: of the time that the request names, else the latest.
    private static boolean repeats(
            Connection connection, UUID customerId, ConsentRequest request, List<Consent> entries) {
        if (request.at() == null) {
            return !entries.isEmpty() && saysTheSame(entries.getFirst(), request);
        }
        return Sql.list(
                        connection,
                        "select " + COLUMNS + "where customer_id = ? and purpose = ? and given_at = ?",
                        Consents::consent,
                        customerId,
                        request.purpose(),
                        request.at().truncatedTo(ChronoUnit.MICROS))
                .stream()
                .anyMatch(entry -> saysTheSame(entry, request));
    }

    private static boolean saysTheSame(Consent entry, ConsentRequest request) {
        return entry.given() == request.given()
                && Objects.equals(entry.source(), request.source())
                && Objects.equals(entry.channel(), request.channel())
                && Objects.equals(entry.textVersion(), request.textVersion());
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

    private static Consent consent(ResultSet row) throws SQLException {
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
