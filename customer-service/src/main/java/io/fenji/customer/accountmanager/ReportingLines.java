package io.fenji.customer.accountmanager;

import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;

/// Who reports to whom: nobody to himself, at once or over others.
public final class ReportingLines {
    private ReportingLines() {}

    /// Those who would report to themselves once what is wanted stands in the directory, which nobody else
    /// changes until the transaction ends.
    ///
    /// @param wanted a query for names and managers, each name once
    public static List<String> circles(Connection connection, String wanted, Object... values) {
        AdvisoryLock.ACCOUNT_MANAGERS.take(connection);
        return Sql.list(connection, """
                with recursive wanted (name, manager) as materialized (%s),
                lines as (
                  select name, manager from wanted
                  union all
                  select name, manager from account_managers d where not exists (select from wanted w where w.name = d.name)),
                up (name, boss) as (
                  select name, manager from wanted where manager is not null
                  union
                  select u.name, l.manager from up u join lines l on l.name = u.boss
                  where l.manager is not null and u.boss <> u.name)
                select name from up where boss = name""".formatted(wanted), row -> row.getString(1), values);
    }
}
