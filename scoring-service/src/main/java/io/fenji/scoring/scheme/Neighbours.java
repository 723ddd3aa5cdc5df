package io.fenji.scoring.scheme;

import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.SchemeExample;
import io.fenji.engine.verification.Catalogue.OtherScheme;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
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
        return find(connection, scheme.key(), named);
    }

    /// Keys of the schemes with conditions on this one's tiers, active or in force.
    List<String> lookingAt(Connection connection, String scheme) {
        return find(connection, scheme, Set.of()).entrySet().stream()
                .filter(other -> looksAt(other.getValue().active(), scheme)
                        || looksAt(other.getValue().inForce(), scheme))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean looksAt(@Nullable Scheme scheme, String other) {
        return scheme != null && scheme.schemes().contains(other);
    }

    private Map<String, OtherScheme> find(Connection connection, String except, Set<String> named) {
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
                except,
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
