package io.fenji.report.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Definitions in the database.
@ApplicationScoped
public class DefinitionStore {
    private static final String COLUMNS = "id, document, revision, created_at, updated_at";

    private final Database database;
    private final ObjectMapper json;

    DefinitionStore(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    Definition create(DefinitionRequest request) {
        return database.call(c -> Sql.only(
                c,
                "insert into report_definitions (name, document) values (?, ?::jsonb) returning " + COLUMNS,
                this::definition,
                request.name(),
                json.writeValueAsString(request)));
    }

    public Optional<Definition> find(UUID id) {
        return database.call(
                c -> Sql.first(c, "select " + COLUMNS + " from report_definitions where id = ?", this::definition, id));
    }

    public Optional<Definition> find(Connection connection, UUID id) {
        return Sql.first(
                connection, "select " + COLUMNS + " from report_definitions where id = ?", this::definition, id);
    }

    /// The definition, and nobody else changes or deletes it, or what belongs to it, until the transaction ends.
    ///
    /// @throws ProblemException 404 when there is none
    public Definition requireLocked(Connection connection, UUID id) {
        return Sql.first(
                        connection,
                        "select " + COLUMNS + " from report_definitions where id = ? for update",
                        this::definition,
                        id)
                .orElseThrow(() -> ProblemException.notFound("There is no report definition %s".formatted(id)));
    }

    /// Newest first, those before the id.
    List<Definition> list(@Nullable UUID before, int limit) {
        return database.call(c -> Sql.list(
                c,
                "select " + COLUMNS
                        + " from report_definitions where ?::uuid is null or id < ?::uuid order by id desc limit ?",
                this::definition,
                before,
                before,
                limit));
    }

    /// Replaces the version that was read; nothing when another came between.
    Optional<Definition> replace(UUID id, long revision, DefinitionRequest request) {
        return database.call(c -> Sql.first(
                c,
                "update report_definitions set name = ?, document = ?::jsonb, revision = revision + 1, updated_at = now()"
                        + " where id = ? and revision = ? returning " + COLUMNS,
                this::definition,
                request.name(),
                json.writeValueAsString(request),
                id,
                revision));
    }

    boolean delete(UUID id, long revision) {
        return database.call(
                c -> Sql.update(c, "delete from report_definitions where id = ? and revision = ?", id, revision) > 0);
    }

    private Definition definition(ResultSet row) throws SQLException {
        try {
            DefinitionRequest document = json.readValue(row.getString(2), DefinitionRequest.class);
            return new Definition(
                    row.getObject(1, UUID.class),
                    document.name(),
                    document.scheme(),
                    document.language(),
                    document.audience(),
                    document.sections(),
                    document.comparedWith(),
                    row.getObject(4, OffsetDateTime.class).toInstant(),
                    row.getObject(5, OffsetDateTime.class).toInstant(),
                    row.getLong(3));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
