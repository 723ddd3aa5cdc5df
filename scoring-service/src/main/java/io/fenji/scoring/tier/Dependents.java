package io.fenji.scoring.tier;

import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.scheme.SchemeVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Carries tiers that have changed on to the schemes that look at them, in the transaction that changed them and under
/// its [TierLock].
@ApplicationScoped
public class Dependents {
    private final SchemeVersions schemes;
    private final TierRefresh tiers;

    Dependents(SchemeVersions schemes, TierRefresh tiers) {
        this.schemes = schemes;
        this.tiers = tiers;
    }

    /// A place in the history: what changes from now on comes after it.
    public static long mark(Connection connection) {
        return Sql.only(connection, "select last from tier_change_counter", row -> row.getLong(1));
    }

    /// What is in force, each scheme after those whose tiers it looks at.
    public List<InForce> inOrder(Connection connection) {
        Map<String, InForce> all = new LinkedHashMap<>();
        InForce.all(connection).forEach(each -> all.put(each.version().scheme(), each));
        List<InForce> ordered = new ArrayList<>(all.size());
        Set<String> seen = new HashSet<>();
        all.keySet().forEach(key -> add(connection, key, all, seen, ordered));
        return ordered;
    }

    private void add(
            Connection connection, String key, Map<String, InForce> all, Set<String> seen, List<InForce> ordered) {
        InForce inForce = all.get(key);
        if (inForce != null && seen.add(key)) {
            schemes.get(connection, inForce.version())
                    .schemes()
                    .forEach(other -> add(connection, other, all, seen, ordered));
            ordered.add(inForce);
        }
    }

    /// Evaluates, in one scheme, the customers whose tiers in those that it looks at have changed.
    ///
    /// @param moved schemes in which any have
    /// @param since a [mark][#mark(Connection)] from before
    /// @return customers whose tier changed here
    public long evaluate(
            Connection connection, InForce inForce, Scheme scheme, Set<String> moved, long since, Instant now) {
        List<String> looked = scheme.schemes().stream().filter(moved::contains).toList();
        if (looked.isEmpty()) {
            return 0;
        }
        // Between two ends the planner expects few rows, also of a history that has grown since it was last looked at.
        String ids = "select customer_id from tier_history where sequence > %d and sequence <= %d and scheme in ('%s')"
                .formatted(since, mark(connection), String.join("','", looked));
        return write(connection, inForce, scheme, CustomerLoader.some(connection, scheme, ids, 0), now);
    }

    /// Evaluates whom it concerns in every scheme that looks at this one's tiers, directly or by way of others.
    ///
    /// @param since a [mark][#mark(Connection)] from before the change
    /// @param ladder whether the scheme has other tiers now, or in another order: that concerns everyone
    public void follow(Connection connection, String changed, long since, boolean ladder, Instant now) {
        Set<String> moved = new HashSet<>(Set.of(changed));
        for (InForce inForce : inOrder(connection)) {
            Scheme scheme = schemes.get(connection, inForce.version());
            long changes = ladder && scheme.schemes().contains(changed)
                    ? write(connection, inForce, scheme, CustomerLoader.all(connection, scheme), now)
                    : evaluate(connection, inForce, scheme, moved, since, now);
            if (changes > 0) {
                moved.add(scheme.key());
            }
        }
    }

    private long write(Connection connection, InForce inForce, Scheme scheme, LoadedCustomers customers, Instant now) {
        return tiers.write(connection, inForce, scheme, customers, false, now, Origin.Cause.OTHER_SCHEME);
    }
}
