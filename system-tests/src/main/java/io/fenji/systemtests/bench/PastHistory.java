package io.fenji.systemtests.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Generated history: so many changes of each customer, a few of them corrections of the past, recorded one after
/// another over 300 days, as a service would have: a customer's rows are far apart. It takes the place of what is
/// there.
///
/// @param scheme one that is in force
record PastHistory(String scheme, int customers, int versions) {
    private static final int DAYS = 300;
    /// Changes that one transaction recorded.
    private static final int TOGETHER = 100;

    long rows() {
        return (long) customers * versions;
    }

    /// Writes it, without indexes first: they are built at the end.
    void write(Connection connection, Benchmark.Say say) throws SQLException {
        BenchSql.execute(connection, "truncate tiers, tier_history, tier_recordings");
        List<String> constraints = dropConstraints(connection);
        for (int version = 1; version <= versions; version++) {
            BenchSql.execute(connection, """
                insert into tier_history (customer_id, scheme, version, sequence, valid_from, valid_until, previous, tier,
                  score, held_tier, held_since, cause, scheme_version, business_date, data_as_of)
                select id, '%1$s', %2$d, n, case when corrects then at - interval '12 days' else at end,
                  case when corrects then at - interval '2 days' end, tiers[1 + (i + %2$d) %% 4], tiers[1 + (i + %2$d + 1) %% 4],
                  n %% 1000000, tiers[1 + (i + %2$d + 1) %% 4], at::date,
                  case when corrects then 'CORRECTION' else 'METRICS' end, 1, at::date, at
                from (
                  select i, n, ('01970000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid as id, %4$s as at,
                    %2$d > 1 and (i + %2$d) %% 50 = 0 as corrects,
                    array['diamond', 'gold', 'silver', 'bronze'] as tiers
                  from (select i, (%2$d - 1) * %3$d::bigint + i + 1 as n from generate_series(0, %3$d - 1) i) numbered) generated
                """.formatted(scheme, version, customers, time("n")));
            say.say("%d of %d changes of %,d customers".formatted(version, versions, customers));
        }
        BenchSql.execute(connection, """
                insert into tiers (customer_id, scheme, tier, score, held_tier, since, version)
                select distinct on (i) ('01970000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, '%s', 'gold', 600000, 'gold',
                  now() - interval '1 day', %d
                from generate_series(0, %d - 1) i;
                insert into tier_recordings (last_sequence, recorded_at)
                select n, %s + interval '1 second' from generate_series(%d, %d, %5$d) n;
                update tier_change_counter set last = %6$d""".formatted(scheme, versions, customers, time("n"), TOGETHER, rows()));
        say.say("building indexes");
        for (String constraint : constraints) {
            BenchSql.execute(connection, constraint);
        }
        BenchSql.execute(
                connection,
                "vacuum analyze tier_history",
                "vacuum analyze tiers",
                "vacuum analyze tier_recordings",
                "checkpoint");
    }

    /// When the change of a number was made.
    private String time(String number) {
        return "date_trunc('day', now()) - interval '%d days' + %s::float8 / %d * interval '%d days'"
                .formatted(DAYS + 1, number, rows(), DAYS);
    }

    private static List<String> dropConstraints(Connection connection) throws SQLException {
        List<String> again = new ArrayList<>();
        List<String> drops = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select conname, pg_get_constraintdef(oid) from pg_constraint
                        where conrelid = 'tier_history'::regclass and contype in ('p', 'u')""")) {
            while (rows.next()) {
                drops.add("alter table tier_history drop constraint " + rows.getString(1));
                again.add("alter table tier_history add constraint " + rows.getString(1) + " " + rows.getString(2));
            }
        }
        for (String drop : drops) {
            BenchSql.execute(connection, drop);
        }
        return again;
    }
}
