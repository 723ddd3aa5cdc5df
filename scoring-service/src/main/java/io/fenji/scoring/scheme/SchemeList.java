package io.fenji.scoring.scheme;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schemes with their versions in short: one statement a page.
@ApplicationScoped
class SchemeList {
    private static final String QUERY = """
            select v.scheme, v.version, v.state, v.created_at, v.updated_at, v.activated_at, v.retired_at,
              (v.document::json -> 'name')::text, f.scheme_version
            from scheme_versions v left join schemes_in_force f on f.scheme = v.scheme
            """;

    private final SchemeStore store;

    SchemeList(SchemeStore store) {
        this.store = store;
    }

    List<SchemeResponse> page(Connection connection, @Nullable String after, int limit) {
        return read(connection, QUERY + """
                        where v.scheme in (select key from schemes where key > ? order by key limit ?)
                        order by v.scheme, v.version desc""", after == null ? "" : after, limit);
    }

    List<SchemeResponse> one(Connection connection, String scheme) {
        return read(connection, QUERY + "where v.scheme = ? order by v.version desc", scheme);
    }

    private List<SchemeResponse> read(Connection connection, String sql, Object... values) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        Sql.each(
                connection,
                0,
                sql,
                row -> rows.computeIfAbsent(row.getString(1), key -> new ArrayList<>())
                        .add(row(row)),
                values);
        List<SchemeResponse> schemes = new ArrayList<>(rows.size());
        rows.forEach((key, versions) -> schemes.add(scheme(key, versions)));
        return schemes;
    }

    private record Row(
            SchemeResponse.VersionSummary summary,
            JsonNode name,
            @Nullable Integer inForce) {}

    private static SchemeResponse scheme(String key, List<Row> versions) {
        @Nullable Row active = null;
        for (Row version : versions) {
            if (version.summary.state() == VersionState.ACTIVE) {
                active = version;
            }
        }
        Row named = active == null ? versions.getFirst() : active;
        return new SchemeResponse(
                key,
                named.name,
                active == null ? null : Integer.valueOf(active.summary.version()),
                versions.getFirst().inForce,
                versions.stream().map(Row::summary).toList());
    }

    private Row row(ResultSet row) throws SQLException {
        int inForce = row.getInt(9);
        return new Row(
                new SchemeResponse.VersionSummary(
                        row.getInt(2),
                        VersionState.valueOf(row.getString(3)),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        SchemeStore.instant(row.getObject(6, OffsetDateTime.class)),
                        SchemeStore.instant(row.getObject(7, OffsetDateTime.class))),
                store.tree(row.getString(8)),
                inForce == 0 ? null : Integer.valueOf(inForce));
    }
}
