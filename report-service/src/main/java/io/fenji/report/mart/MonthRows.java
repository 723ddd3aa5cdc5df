package io.fenji.report.mart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A customer's month: what was known of it goes, what is told takes its place.
final class MonthRows {
    private MonthRows() {}

    static void write(Connection connection, Collection<FactItem> months, int generation) {
        Sql.execute(connection, """
                create temporary table month_page (customer_id uuid, month date, primary key (customer_id, month)) on commit drop""");
        try (CopyIn copy = CopyIn.open(connection, "copy month_page from stdin")) {
            months.forEach(month ->
                    copy.id(month.customerId()).text(month.month() + "-01").endRow());
            copy.finish();
        }
        Sql.execute(connection, "analyze month_page");
        for (String table : new String[] {"mart_day", "mart_line"}) {
            Sql.update(connection, """
                    delete from %s m using month_page p
                    where m.customer_id = p.customer_id and m.day >= p.month and m.day < (p.month + interval '1 month')::date""".formatted(table));
        }
        try (CopyIn copy = CopyIn.open(
                connection,
                "copy mart_day (customer_id, day, channel, generation, orders, gross, returned, discount, cost) from stdin")) {
            months.forEach(month -> month.line().path("days").forEach(day -> {
                key(copy, month, day, "channel", generation)
                        .number(day.path("orders").asLong());
                amounts(copy, day);
            }));
            copy.finish();
        }
        try (CopyIn copy = CopyIn.open(
                connection,
                "copy mart_line (customer_id, day, category, generation, quantity, gross, returned, discount, cost) from stdin")) {
            months.forEach(month -> month.line().path("categories").forEach(line -> {
                key(copy, month, line, "category", generation).number(decimal(line, "quantity"));
                amounts(copy, line);
            }));
            copy.finish();
        }
        Sql.execute(connection, "drop table month_page");
    }

    private static CopyIn key(CopyIn copy, FactItem month, JsonNode row, String part, int generation) {
        return copy.id(month.customerId())
                .text(row.path("date").asText())
                .text(row.path(part).asText(""))
                .number(generation);
    }

    private static void amounts(CopyIn copy, JsonNode row) {
        copy.number(decimal(row, "gross"))
                .number(decimal(row, "returned"))
                .number(decimal(row, "discount"))
                .number(decimal(row, "cost"))
                .endRow();
    }

    private static @Nullable BigDecimal decimal(JsonNode row, String name) {
        return row.path(name).isNumber() ? row.get(name).decimalValue() : null;
    }
}
