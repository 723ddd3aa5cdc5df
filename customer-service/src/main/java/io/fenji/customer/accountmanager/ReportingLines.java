package io.fenji.customer.accountmanager;

import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who reports to whom: nobody to himself, at once or over others.
public final class ReportingLines {
    private ReportingLines() {}

    /// Those of the wanted who must stay as they are in the directory, because they would report to themselves.
    /// Nobody else changes the directory until the transaction ends.
    ///
    /// @param wanted a query for names and managers, each name once
    public static Set<String> circular(Connection connection, String wanted, Object... values) {
        AdvisoryLock.ACCOUNT_MANAGERS.take(connection);
        return circular(
                lines(connection, "select name, manager from account_managers"), lines(connection, wanted, values));
    }

    /// Without some of a circle the directory may close another, which goes through what is in it of these.
    static Set<String> circular(Map<String, @Nullable String> directory, Map<String, @Nullable String> wanted) {
        Map<String, @Nullable String> lines = new HashMap<>(directory);
        lines.putAll(wanted);
        Set<String> circular = new HashSet<>();
        Collection<String> changed = wanted.keySet();
        while (!changed.isEmpty()) {
            changed = onCircles(lines, changed).stream()
                    .filter(name -> wanted.containsKey(name) && circular.add(name))
                    .toList();
            changed.forEach(name -> lines.put(name, directory.get(name)));
        }
        return circular;
    }

    /// Everybody has one manager at most, so each name is passed once: a way that meets itself has found a circle,
    /// one that meets another's has not.
    private static List<String> onCircles(Map<String, @Nullable String> lines, Collection<String> starts) {
        List<String> found = new ArrayList<>();
        Map<String, String> passedFrom = new HashMap<>();
        for (String start : starts) {
            @Nullable String at = start;
            while (at != null && passedFrom.putIfAbsent(at, start) == null) {
                at = lines.get(at);
            }
            if (at != null && start.equals(passedFrom.get(at))) {
                @Nullable String next = at;
                do {
                    found.add(next);
                    next = lines.get(next);
                } while (next != null && !next.equals(at));
            }
        }
        return found;
    }

    private static Map<String, @Nullable String> lines(Connection connection, String sql, Object... values) {
        Map<String, @Nullable String> lines = new HashMap<>();
        Sql.each(connection, 0, sql, row -> lines.put(row.getString(1), row.getString(2)), values);
        return lines;
    }
}
