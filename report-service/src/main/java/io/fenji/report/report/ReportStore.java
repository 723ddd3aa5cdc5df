package io.fenji.report.report;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reports and their artefacts.
@ApplicationScoped
public class ReportStore {
    private static final String COLUMNS = "id, scheme, language, title, business_date, created_at";

    /// What a report leaves behind, all of it or nothing.
    record Artefacts(
            String title, @Nullable LocalDate businessDate, String contentSecurityPolicy, String html, String json) {}

    /// A page with the policy it must be served with.
    record Page(String html, String contentSecurityPolicy) {}

    private final Database database;

    ReportStore(Database database) {
        this.database = database;
    }

    /// Adds a report that is still to be made.
    ///
    /// @return its id, which rises with time
    UUID create(Connection connection, ReportRequest request) {
        return Sql.only(
                connection,
                "insert into reports (id, scheme, language, created_at) values (uuidv7(), ?, ?, now()) returning id",
                row -> row.getObject(1, UUID.class),
                request.scheme(),
                request.language());
    }

    void finish(UUID id, Artefacts artefacts) {
        database.call(c -> Sql.update(
                c,
                """
                update reports set title = ?, business_date = ?, content_security_policy = ?, html = ?, content = ?
                where id = ?""",
                artefacts.title(),
                artefacts.businessDate(),
                artefacts.contentSecurityPolicy(),
                artefacts.html().getBytes(StandardCharsets.UTF_8),
                artefacts.json().getBytes(StandardCharsets.UTF_8),
                id));
    }

    Optional<StoredReport> find(UUID id) {
        return database.call(
                c -> Sql.first(c, "select " + COLUMNS + " from reports where id = ?", ReportStore::report, id));
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

    Optional<Page> page(UUID id) {
        return database.call(c -> Sql.first(
                c,
                "select html, content_security_policy from reports where id = ? and html is not null",
                row -> new Page(new String(row.getBytes(1), StandardCharsets.UTF_8), row.getString(2)),
                id));
    }

    Optional<String> json(UUID id) {
        return database.call(c -> Sql.first(
                c,
                "select content from reports where id = ? and content is not null",
                row -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                id));
    }

    private static StoredReport report(ResultSet row) throws SQLException {
        return new StoredReport(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, LocalDate.class),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }
}
