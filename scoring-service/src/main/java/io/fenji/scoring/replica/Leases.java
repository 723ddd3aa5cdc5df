package io.fenji.scoring.replica;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;

/// The leases in the database, by the database's clock.
final class Leases {
    private static final String SESSIONS = "fenji ";

    private Leases() {}

    /// The name that the sessions of a replica have.
    static String sessionsOf(UUID owner) {
        return SESSIONS + owner;
    }

    /// Renews the owner's lease, or takes one that is nobody's.
    ///
    /// @return false while it is another's
    static boolean take(Connection connection, String name, UUID owner, Duration length) {
        return Sql.update(connection, """
                insert into leases (name, owner, until)
                values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (name) do update set owner = excluded.owner, until = excluded.until
                where leases.owner = excluded.owner or leases.until < clock_timestamp()""", name, owner, length.toMillis()) == 1;
    }

    /// Whether the lease is the owner's at this moment.
    static boolean isHeld(Connection connection, String name, UUID owner) {
        return Sql.only(
                connection,
                "select exists (select from leases where name = ? and owner = ? and until > clock_timestamp())",
                row -> row.getBoolean(1),
                name,
                owner);
    }

    /// Gives the lease back if it is the owner's.
    static void release(Connection connection, String name, UUID owner) {
        Sql.update(connection, "delete from leases where name = ? and owner = ?", name, owner);
    }

    /// Has the database end the transactions of owners whose leases, among those whose names begin so, ran out longer
    /// ago: a process that is stopped or unreachable would keep their locks for ever.
    ///
    /// @return sessions that were ended
    static long endTransactionsOfGone(Connection connection, String prefix, Duration longer) {
        return Sql.only(connection, """
                with gone as (
                  delete from leases
                  where starts_with(name, ?) and until < clock_timestamp() - ? * interval '1 millisecond'
                  returning owner)
                select count(*) filter (where pg_terminate_backend(a.pid))
                from gone join pg_stat_activity a on a.application_name = ? || gone.owner
                where a.datname = current_database() and a.usename = current_user and a.xact_start is not null""", row -> row.getLong(1), prefix, longer.toMillis(), SESSIONS);
    }
}
