package io.fenji.kit.sql;

import java.sql.Connection;

/// Temporary tables of a connection, empty when a transaction begins, that hold the rows its statements work on.
///
/// Small ones are many: what a change of a few customers costs must not be the server's catalogue. To empty or to
/// analyze a table writes there, and whatever was planned with the table is planned anew.
public final class WorkTables {
    /// So many rows the planner finds its way with by itself.
    private static final int FEW = 1_000;

    private WorkTables() {}

    /// Gives an empty table.
    ///
    /// @param name a constant of ours, as the columns
    public static void open(Connection connection, String name, String columns) {
        Sql.execute(connection, """
                create temporary table if not exists %1$s (%2$s) on commit delete rows;
                do $$ begin if exists (select from %1$s) then truncate %1$s; end if; end $$""".formatted(name, columns));
    }

    /// Tells the planner how many rows it has now.
    public static void filled(Connection connection, String name, long rows) {
        if (rows > FEW) {
            Sql.execute(connection, "analyze " + name);
        }
    }
}
