package io.fenji.customer.landing;

import io.fenji.customer.accountmanager.ReportingLines;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The directory of account managers: the file is the master of the fields that it maps. A name that stands in it
/// several times has the values of its last row.
final class AccountManagersLanding implements Landing {
    private final Mapping mapping;
    private final List<String> attributes;

    AccountManagersLanding(Mapping mapping) {
        this.mapping = mapping;
        this.attributes = List.of(Field.MANAGER, Field.REGION).stream()
                .filter(mapping::fills)
                .map(Field::column)
                .toList();
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("landing");
        Sql.execute(connection, """
                create temporary table staged_managers on commit drop as
                select distinct on (account_manager) * from staged
                where code is null order by account_manager, line desc""");
        if (mapping.fills(Field.MANAGER)) {
            refuseCircles(connection);
        }
        long resources = Sql.only(connection, "select count(*) from staged_managers", row -> row.getLong(1));
        long known = Sql.only(
                connection,
                "select count(*) from account_managers where name in (select account_manager from staged_managers)",
                row -> row.getLong(1));
        long written = Sql.update(connection, """
                insert into account_managers as m (name%1$s)
                select account_manager%1$s from staged_managers order by account_manager
                on conflict (name) do %2$s""".formatted(columns(""), update()));
        long created = resources - known;
        return new Result(resources, created, written - created, 0, 0, 0);
    }

    private static void refuseCircles(Connection connection) {
        Set<String> circular =
                ReportingLines.circular(connection, "select account_manager, manager from staged_managers");
        if (circular.isEmpty()) {
            return;
        }
        Object names = Sql.array(connection, "text", circular, name -> name);
        Sql.update(connection, """
                update staged set code = 'CIRCULAR_REPORTING', reason = %s
                where code is null and account_manager = any (?::text[])""".formatted(Reason.sql("CIRCULAR_REPORTING", "left(account_manager, 60)")), names);
        Sql.update(connection, "delete from staged_managers where account_manager = any (?::text[])", names);
    }

    private String update() {
        return attributes.isEmpty()
                ? "nothing"
                : """
                  update set version = m.version + 1, updated_at = now(), %s
                  where row(null%s) is distinct from row(null%s)""".formatted(
                                attributes.stream()
                                        .map(column -> column + " = excluded." + column)
                                        .collect(Collectors.joining(", ")),
                                columns("m."),
                                columns("excluded."));
    }

    private String columns(String prefix) {
        return attributes.stream().map(column -> ", " + prefix + column).collect(Collectors.joining());
    }
}
