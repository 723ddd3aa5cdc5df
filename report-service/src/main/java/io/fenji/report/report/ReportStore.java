package io.fenji.report.report;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reports and their artefacts.
@ApplicationScoped
public class ReportStore {
    private static final String COLUMNS = "id, scheme, language, title, business_date, created_at,"
            + " definition_id, slot, expired_at,"
            + " array(select format from report_artefact a where a.report_id = reports.id order by format)";

    private final Database database;

    ReportStore(Database database) {
        this.database = database;
    }

    /// Adds a report that is still to be made.
    ///
    /// @param slot the time of a schedule that it is for
    void create(Connection connection, UUID id, ReportOrder order, @Nullable Instant slot) {
        Sql.update(
                connection,
                "insert into reports (id, scheme, language, definition_id, slot, created_at) values (?, ?, ?, ?, ?, now())",
                id,
                order.scheme(),
                order.language(),
                order.definition(),
                slot == null ? null : slot.atOffset(ZoneOffset.UTC));
    }

    /// Makes the report and its artefacts appear, with the transaction.
    ///
    /// @param named the customers it names
    void finish(
            Connection connection,
            UUID id,
            String title,
            @Nullable LocalDate businessDate,
            String contentSecurityPolicy,
            Collection<UUID> named) {
        Sql.update(
                connection,
                "update reports set title = ?, business_date = ?, content_security_policy = ?, named = ? where id = ?",
                title,
                businessDate,
                contentSecurityPolicy,
                Sql.array(connection, "uuid", named, customer -> customer),
                id);
    }

    /// Removes it with its artefacts.
    boolean delete(Connection connection, UUID id) {
        return Sql.update(connection, "delete from reports where id = ?", id) > 0;
    }

    public Optional<StoredReport> find(UUID id) {
        return database.call(
                c -> Sql.first(c, "select " + COLUMNS + " from reports where id = ?", ReportStore::report, id));
    }

    Optional<StoredReport> find(Connection connection, UUID id) {
        return Sql.first(connection, "select " + COLUMNS + " from reports where id = ?", ReportStore::report, id);
    }

    /// Newest first, after the row given by time and id.
    List<StoredReport> list(@Nullable String scheme, @Nullable Instant after, @Nullable UUID afterId, int limit) {
        return database.call(c -> Sql.list(
                c, "select " + COLUMNS + """
                         from reports
                        where (?::text is null or scheme = ?::text)
                            and (?::timestamptz is null or (created_at, id) < (?::timestamptz, ?::uuid))
                        order by created_at desc, id desc limit ?""", ReportStore::report, scheme, scheme, after, after, afterId, limit));
    }

    /// The newest finished ones.
    public List<StoredReport> newest(int limit) {
        return database.call(c -> Sql.list(
                c,
                "select " + COLUMNS + " from reports where title is not null order by created_at desc, id desc limit ?",
                ReportStore::report,
                limit));
    }

    /// The policy that the page must be served with.
    Optional<String> contentSecurityPolicy(UUID id) {
        return database.call(c -> Sql.first(
                c,
                "select content_security_policy from reports where id = ? and title is not null",
                row -> row.getString(1),
                id));
    }

    private static StoredReport report(ResultSet row) throws SQLException {
        return new StoredReport(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, LocalDate.class),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getObject(7, UUID.class),
                instant(row.getObject(8, OffsetDateTime.class)),
                instant(row.getObject(9, OffsetDateTime.class)),
                List.of((String[]) row.getArray(10).getArray()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
