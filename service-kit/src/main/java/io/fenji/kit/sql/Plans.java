package io.fenji.kit.sql;

import java.sql.Connection;

/// For the rest of a transaction whose statements look a few rows up: planning takes longer than running them, and the
/// plan is the same each time, however small the tables are when it is made.
public final class Plans {
    /// Expressions of a SELECT whose first run has statements planned once for a connection, by index.
    public static final String ONCE = """
            set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
            set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)""";

    /// Statements that have all planned as ever again.
    public static final String AS_EVER = """
            set local plan_cache_mode to default; set local enable_seqscan to default;
            set local enable_hashjoin to default; set local enable_mergejoin to default""";

    private Plans() {}

    public static void once(Connection connection) {
        Sql.first(connection, "select " + ONCE, row -> true);
    }

    public static void asEver(Connection connection) {
        Sql.execute(connection, AS_EVER);
    }
}
