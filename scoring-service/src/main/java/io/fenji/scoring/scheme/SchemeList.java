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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Schemes with their versions in short: one statement a page. Lists have the newest versions and the
/// active one.
@ApplicationScoped
class SchemeList {
    /// Of the documents, which may be large, only those that the name is taken from are read.
    private static final String QUERY = """
            select v.scheme, v.version, v.state, v.created_at, v.updated_at, v.activated_at, v.retired_at,
              case when v.state = 'ACTIVE' or v.place = 1 then (v.document::json -> 'name')::text end, f.scheme_version
            from (select *, row_number() over (partition by scheme order by version desc) as place
                  from scheme_versions where %s) v
              left join schemes_in_force f on f.scheme = v.scheme
            where v.place <= ? or v.state = 'ACTIVE' order by v.scheme, v.version desc""";

    private static final int VERSIONS_IN_LISTS = 20;

    private final SchemeStore store;

    SchemeList(SchemeStore store) {
        this.store = store;
    }

    List<SchemeResponse> page(Connection connection, @Nullable String after, int limit) {
        return read(
                connection,
                QUERY.formatted("scheme in (select key from schemes where key > ? order by key limit ?)"),
                after == null ? "" : after,
                limit,
                VERSIONS_IN_LISTS);
    }

    List<SchemeResponse> one(Connection connection, String scheme) {
        return read(connection, QUERY.formatted("scheme = ?"), scheme, Integer.MAX_VALUE);
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
            @Nullable JsonNode name,
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
                Objects.requireNonNull(named.name),
                active == null ? null : Integer.valueOf(active.summary.version()),
                versions.getFirst().inForce,
                versions.stream().map(Row::summary).toList());
    }

    private Row row(ResultSet row) throws SQLException {
        @Nullable String name = row.getString(8);
        int inForce = row.getInt(9);
        return new Row(
                new SchemeResponse.VersionSummary(
                        row.getInt(2),
                        VersionState.valueOf(row.getString(3)),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        SchemeStore.instant(row.getObject(6, OffsetDateTime.class)),
                        SchemeStore.instant(row.getObject(7, OffsetDateTime.class))),
                name == null ? null : store.tree(name),
                inForce == 0 ? null : Integer.valueOf(inForce));
    }
}
