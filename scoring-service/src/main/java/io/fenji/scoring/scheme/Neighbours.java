package io.fenji.scoring.scheme;

import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.SchemeExample;
import io.fenji.engine.verification.Catalogue.OtherScheme;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The other schemes as a scheme's verification needs them: those that it refers to, and those that refer to any.
@ApplicationScoped
public class Neighbours {
    private final SchemeVersions schemes;

    Neighbours(SchemeVersions schemes) {
        this.schemes = schemes;
    }

    private record Row(
            String key, @Nullable Integer active, @Nullable Integer inForce) {}

    /// Those of a scheme, or of what reads as one.
    public Map<String, OtherScheme> of(Connection connection, Scheme scheme) {
        Set<String> named = new TreeSet<>(scheme.schemes());
        scheme.examples().stream().map(SchemeExample::tiers).forEach(tiers -> named.addAll(tiers.keySet()));
        Map<String, OtherScheme> found = new HashMap<>();
        // Only conditions on tiers have a property "scheme".
        for (Row row : Sql.list(
                connection,
                """
                select s.key, a.version, f.scheme_version
                from schemes s
                  left join scheme_versions a on a.scheme = s.key and a.state = 'ACTIVE'
                  left join schemes_in_force f on f.scheme = s.key
                  left join scheme_versions i on i.scheme = f.scheme and i.version = f.scheme_version
                where s.key <> ? and (s.key = any (?::text[])
                  or a.document like '%"scheme"%' or i.document like '%"scheme"%')""",
                row -> new Row(row.getString(1), row.getObject(2, Integer.class), row.getObject(3, Integer.class)),
                scheme.key(),
                named.toArray(String[]::new))) {
            @Nullable Scheme active = version(connection, row.key, row.active);
            @Nullable
            Scheme inForce = row.inForce == null || row.inForce.equals(row.active)
                    ? null
                    : version(connection, row.key, row.inForce);
            found.put(row.key, new OtherScheme(active, inForce));
        }
        return found;
    }

    private @Nullable Scheme version(Connection connection, String key, @Nullable Integer version) {
        return version == null ? null : schemes.get(connection, new VersionId(key, version));
    }
}
