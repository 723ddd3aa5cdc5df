package io.fenji.customer.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.file.ChunkStore;
import io.fenji.customer.file.FileFormat;
import io.fenji.customer.landing.Outcome;
import io.fenji.customer.landing.RefusalTexts;
import io.fenji.customer.landing.RefusedRowSeal;
import io.fenji.customer.mapping.Mappings;
import io.fenji.customer.mapping.StoredMapping;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Imports and their refused rows in the database.
@ApplicationScoped
class ImportStore {
    private static final String COLUMNS =
            "id, type, mapping, document, filename, bytes, columns, outcome, validate_only, format";

    /// A refused row, as the JSON page shows it.
    @io.quarkus.runtime.annotations.RegisterForReflection
    record Rejection(long line, String code, String reason, List<String> row) {
        Rejection in(RefusalTexts texts) {
            return new Rejection(line, code, texts.reason(code, reason), row);
        }
    }

    private final Mappings mappings;
    private final ObjectMapper json;
    private final RefusedRowSeal seal;

    ImportStore(Mappings mappings, ObjectMapper json, RefusedRowSeal seal) {
        this.mappings = mappings;
        this.json = json;
        this.seal = seal;
    }

    void insert(
            Connection connection,
            UUID id,
            StoredMapping mapping,
            @Nullable String filename,
            long bytes,
            boolean validateOnly) {
        Sql.update(
                connection,
                """
                insert into imports (id, type, mapping, document, filename, bytes, validate_only)
                values (?, ?, ?, ?::jsonb, ?, ?, ?)""",
                id,
                mapping.mapping().type().key(),
                mapping.name(),
                mappings.write(mapping.mapping()),
                filename,
                bytes,
                validateOnly);
    }

    Optional<StoredImport> find(Connection connection, UUID id) {
        return Sql.first(connection, "select " + COLUMNS + " from imports where id = ?", this::read, id);
    }

    /// Newest first.
    List<StoredImport> list(Connection connection, @Nullable String type, @Nullable UUID before, int limit) {
        return Sql.list(connection, "select " + COLUMNS + """
                 from imports
                where (?::text is null or type = ?::text) and (?::uuid is null or id < ?::uuid)
                order by id desc limit ?""", this::read, type, type, before, before, limit);
    }

    long recognised(Connection connection, UUID id, FileFormat format) {
        return Sql.update(connection, "update imports set format = ?::jsonb where id = ?", written(format), id);
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /// In the transaction that lands the rows: a second run of the operation finds the outcome and does nothing. The
    /// file itself is no longer needed then.
    void finish(Connection connection, UUID id, List<String> columns, Outcome outcome) {
        try {
            Array names = connection.createArrayOf(
                    "text",
                    columns.stream().map(name -> name.replace('\0', '\ufffd')).toArray());
            Sql.update(
                    connection,
                    "update imports set columns = ?, outcome = ?::jsonb where id = ?",
                    names,
                    written(outcome),
                    id);
        } catch (SQLException failure) {
            throw new io.fenji.kit.sql.SqlFailure(failure);
        }
        ChunkStore.delete(connection, id);
    }

    List<Rejection> rejections(Connection connection, UUID id, @Nullable String code, long afterLine, int limit) {
        return Sql.list(
                connection,
                """
                select line, code, sealed from import_rejections
                where import_id = ? and line > ? and (?::text is null or code = ?::text)
                order by line limit ?""",
                row -> rejection(id, row.getLong(1), row.getString(2), row.getBytes(3)),
                id,
                afterLine,
                code,
                code,
                limit);
    }

    private Rejection rejection(UUID id, long line, String code, byte[] sealed) {
        RefusedRowSeal.Opened opened = seal.open(id, line, sealed);
        return new Rejection(line, code, opened.reason(), opened.row());
    }

    private StoredImport read(ResultSet row) throws SQLException {
        Array columns = row.getArray(7);
        String outcome = row.getString(8);
        String format = row.getString(10);
        try {
            return new StoredImport(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    mappings.read(row.getString(4)),
                    row.getString(5),
                    row.getLong(6),
                    row.getBoolean(9),
                    format == null ? null : json.readValue(format, FileFormat.class),
                    columns == null ? null : List.of((String[]) columns.getArray()),
                    outcome == null ? null : json.readValue(outcome, Outcome.class));
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException(stored);
        }
    }
}
