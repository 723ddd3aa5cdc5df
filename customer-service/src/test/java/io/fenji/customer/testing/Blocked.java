package io.fenji.customer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.Duration;

/// Knows when the service waits for a transaction of a test.
public final class Blocked {
    private Blocked() {}

    /// Returns once somebody waits for a lock that this connection has.
    public static void await(Connection other) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Sql.only(
                other,
                "select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))",
                row -> row.getBoolean(1))) {
            // The view is a snapshot until it is told otherwise.
            Sql.execute(other, "select pg_stat_clear_snapshot()");
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
        }
    }
}
