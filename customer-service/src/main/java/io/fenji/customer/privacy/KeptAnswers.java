package io.fenji.customer.privacy;

import io.fenji.customer.merge.CustomerRows;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Answers that are kept for repetitions of a request and name customers. Only reading all of them finds those, which
/// takes as long as there are many: so that is done before anybody has to wait for the erasure, which then reads what
/// came meanwhile.
@ApplicationScoped
class KeptAnswers {
    /// What was found.
    ///
    /// @param customers who was looked for
    /// @param since all answers before this time have been looked at
    record Found(Set<UUID> customers, OffsetDateTime since, List<String> scopes, List<String> keys) {}

    /// An answer bears the time at which its transaction began. Those that run are not seen yet; they may have begun
    /// just before they are listed.
    private static final String SINCE = """
            select least(now(), min(xact_start)) - interval '1 minute' from pg_stat_activity
            where datname = current_database() and usename = current_user""";

    private static final String NAMES_THEM = "body like any (?::text[])";

    private final Database database;

    KeptAnswers(Database database) {
        this.database = database;
    }

    /// Looks for the customers and those that became part of them.
    Found find(Collection<UUID> ids) {
        return database.transaction(connection -> {
            Set<UUID> customers = new HashSet<>(ids);
            customers.addAll(CustomerRows.partsOf(connection, ids));
            OffsetDateTime since = Sql.only(connection, SINCE, row -> row.getObject(1, OffsetDateTime.class));
            Found found = new Found(customers, since, new ArrayList<>(), new ArrayList<>());
            Sql.each(
                    connection,
                    0,
                    "select scope, key from idempotency_keys where " + NAMES_THEM,
                    row -> {
                        found.scopes.add(row.getString(1));
                        found.keys.add(row.getString(2));
                    },
                    (Object) patterns(customers));
            return found;
        });
    }

    /// Deletes the answers that name the customers, for a transaction that nobody writes beside.
    ///
    /// @param customers those who were looked for, or some of them; where there are others, all answers are read
    static void forget(Connection connection, Found found, Collection<UUID> customers) {
        Sql.update(
                connection,
                """
                delete from idempotency_keys
                where (scope, key) in (select * from unnest(?::text[], ?::text[])) and\s""" + NAMES_THEM,
                found.scopes.toArray(String[]::new),
                found.keys.toArray(String[]::new),
                patterns(customers));
        if (found.customers.containsAll(customers)) {
            Sql.update(
                    connection,
                    "delete from idempotency_keys where created_at >= ? and " + NAMES_THEM,
                    found.since,
                    patterns(customers));
        } else {
            Sql.update(connection, "delete from idempotency_keys where " + NAMES_THEM, (Object) patterns(customers));
        }
    }

    private static String[] patterns(Collection<UUID> customers) {
        return customers.stream().map("%%%s%%"::formatted).toArray(String[]::new);
    }
}
