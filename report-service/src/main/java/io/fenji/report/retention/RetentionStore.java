package io.fenji.report.retention;

import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// Retentions as rows, and what they end. Everything runs in the caller's transaction.
@ApplicationScoped
class RetentionStore {
    Optional<Retention> find(Connection connection, UUID definition) {
        return Sql.first(
                connection,
                "select definition_id, days, reports, revision from report_retentions where definition_id = ?",
                RetentionStore::retention,
                definition);
    }

    void put(Connection connection, UUID definition, RetentionRequest request) {
        Sql.update(connection, """
                insert into report_retentions (definition_id, days, reports) values (?, ?, ?)
                on conflict (definition_id) do update set days = excluded.days, reports = excluded.reports,
                  revision = report_retentions.revision + 1""", definition, request.days(), request.reports());
    }

    void delete(Connection connection, UUID definition) {
        Sql.update(connection, "delete from report_retentions where definition_id = ?", definition);
    }

    /// Ends a report whose time is over: deletes its artefacts and whom it named.
    ///
    /// @param usual days, for those whose definition says nothing
    /// @return the report; nothing when there is none
    Optional<UUID> expireOne(Connection connection, int usual) {
        Optional<UUID> over = Sql.first(connection, """
                select r.id from reports r left join report_retentions k on k.definition_id = r.definition_id
                where r.title is not null and r.expired_at is null
                  and (r.created_at < now() - make_interval(
                      days => case when k.definition_id is null then ? else k.days end)
                    or k.reports <= (select count(*) from reports n
                      where n.definition_id = r.definition_id and n.title is not null and n.expired_at is null
                        and (n.created_at, n.id) > (r.created_at, r.id)))
                limit 1 for update of r skip locked""", row -> row.getObject(1, UUID.class), usual);
        over.ifPresent(id -> {
            Sql.update(connection, "delete from report_chunk where report_id = ?", id);
            Sql.update(connection, "delete from report_artefact where report_id = ?", id);
            Sql.update(connection, "update reports set expired_at = now(), named = '{}' where id = ?", id);
        });
        return over;
    }

    private static Retention retention(ResultSet row) throws SQLException {
        return new Retention(
                row.getObject(1, UUID.class),
                row.getObject(2, Integer.class),
                row.getObject(3, Integer.class),
                row.getLong(4));
    }
}
