package io.fenji.scoring.scheme;

import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Versions that are or were active, read. They never change, so a few are kept.
@ApplicationScoped
public class SchemeVersions {
    private static final int MOST_KEPT = 500;

    private final Map<VersionId, Scheme> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<VersionId, Scheme> eldest) {
            return size() > MOST_KEPT;
        }
    });

    /// The version's scheme.
    ///
    /// @param id a version that is no draft
    public Scheme get(Connection connection, VersionId id) {
        Scheme known = kept.get(id);
        if (known != null) {
            return known;
        }
        Scheme scheme = Documents.stored(Sql.only(
                connection,
                "select document from scheme_versions where scheme = ? and version = ? and state <> 'DRAFT'",
                row -> row.getString(1),
                id.scheme(),
                id.version()));
        kept.put(id, scheme);
        return scheme;
    }
}
