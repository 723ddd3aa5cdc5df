package io.fenji.report.link;

import io.fenji.kit.sql.Sql;
import io.fenji.report.link.Link.State;
import io.fenji.report.report.ArtefactFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Links as rows. Everything runs in the caller's transaction.
@ApplicationScoped
class LinkStore {
    private static final String COLUMNS = """
            id, report_id, format, audience,
            case when revoked_at is not null then 'REVOKED' when expires_at <= now() then 'EXPIRED' else 'ACTIVE' end,
            uses, last_used_at, created_at, expires_at, revoked_at""";

    Link create(
            Connection connection,
            UUID report,
            ArtefactFormat format,
            @Nullable String audience,
            Instant expiresAt,
            byte[] hash) {
        return Sql.only(
                connection,
                "insert into report_links (report_id, format, audience, expires_at, hash) values (?, ?, ?, ?, ?) returning "
                        + COLUMNS,
                LinkStore::link,
                report,
                format.key(),
                audience,
                expiresAt.atOffset(ZoneOffset.UTC),
                hash);
    }

    /// The link of this secret; its use is counted while it is valid.
    Optional<Link> use(Connection connection, byte[] hash) {
        return Sql.first(connection, """
                update report_links set
                  uses = uses + case when revoked_at is null and expires_at > now() then 1 else 0 end,
                  last_used_at = case when revoked_at is null and expires_at > now() then now() else last_used_at end
                where hash = ? returning\s""" + COLUMNS, LinkStore::link, hash);
    }

    Optional<Link> revoke(Connection connection, UUID report, UUID id) {
        return Sql.first(connection, """
                update report_links set revoked_at = coalesce(revoked_at, now())
                where report_id = ? and id = ? returning\s""" + COLUMNS, LinkStore::link, report, id);
    }

    /// Newest first, those before the id.
    List<Link> page(Connection connection, UUID report, @Nullable UUID before, int limit) {
        return Sql.list(connection, "select " + COLUMNS + """
                         from report_links
                        where report_id = ? and (?::uuid is null or id < ?::uuid) order by id desc limit ?""", LinkStore::link, report, before, before, limit);
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                ArtefactFormat.of(row.getString(3)),
                row.getString(4),
                State.valueOf(row.getString(5)),
                null,
                row.getLong(6),
                instant(row.getObject(7, OffsetDateTime.class)),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                instant(row.getObject(10, OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
