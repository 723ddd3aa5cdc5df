package io.fenji.report.mart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.sql.CopyIn;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Attributes of customers with the days from which and until which they hold. The feed tells the latest state: a
/// change
/// takes effect on the business date it arrives at, a second one on that day takes the place of the first.
final class AttributeRows {
    private static final List<String> COLUMNS = List.of(
            "kind",
            "country",
            "province",
            "city",
            "industry",
            "size",
            "channel",
            "account_manager",
            "risk_appetite",
            "registered_on",
            "custom");
    private static final String ALL = String.join(", ", COLUMNS);
    private static final String PAGE = prefixed("p");
    private static final String MINE = prefixed("a");
    private static final String STAGE = """
            create temporary table attribute_page (
                customer_id uuid primary key, deleted boolean, kind text, country text, province text, city text, industry text,
                size text, channel text, account_manager text, risk_appetite text, registered_on date, custom jsonb
            ) on commit drop""";

    private AttributeRows() {}

    static void write(Connection connection, Collection<FactItem> items, int generation, LocalDate today) {
        LocalDate day = Sql.only(
                connection,
                "select coalesce(business_date, ?::date) from mart_feed where feed = 'metrics'",
                row -> row.getObject(1, LocalDate.class),
                today);
        Sql.execute(connection, STAGE);
        try (CopyIn copy = CopyIn.open(connection, "copy attribute_page from stdin")) {
            items.forEach(item -> row(copy, item));
            copy.finish();
        }
        for (String table : List.of("mart_attributes", "mart_day", "mart_line")) {
            Sql.update(
                    connection,
                    "delete from %s m using attribute_page p where p.deleted and p.customer_id = m.customer_id"
                            .formatted(table));
        }
        same(connection, generation);
        // What began on this day, or, with a clock set back, after it, is corrected; what began before ends.
        Sql.update(connection, """
                update mart_attributes a set generation = ?, (%s) = row (%s) from attribute_page p
                where a.customer_id = p.customer_id and not p.deleted and a.valid_until is null and a.valid_from >= ?""".formatted(ALL, PAGE), generation, day);
        Sql.update(connection, """
                update mart_attributes a set valid_until = ? from attribute_page p
                where a.customer_id = p.customer_id and not p.deleted and a.valid_until is null and row (%s) is distinct from row (%s)""".formatted(MINE, PAGE), day);
        Sql.update(connection, """
                insert into mart_attributes (customer_id, valid_from, generation, %s)
                select p.customer_id, coalesce((select max(valid_until) from mart_attributes a where a.customer_id = p.customer_id),
                    '-infinity'), ?, %s
                from attribute_page p
                where not p.deleted and not exists (
                    select from mart_attributes a where a.customer_id = p.customer_id and a.valid_until is null)""".formatted(ALL, PAGE), generation);
        Sql.execute(connection, "drop table attribute_page");
    }

    /// Those that are told again as they are.
    private static void same(Connection connection, int generation) {
        Sql.update(connection, """
                update mart_attributes a set generation = ? from attribute_page p
                where a.customer_id = p.customer_id and not p.deleted and a.valid_until is null and a.generation < ?
                    and row (%s) is not distinct from row (%s)""".formatted(MINE, PAGE), generation, generation);
    }

    private static String prefixed(String table) {
        return table + "." + String.join(", " + table + ".", COLUMNS);
    }

    private static void row(CopyIn copy, FactItem item) {
        JsonNode attributes = item.line().path("attributes");
        ObjectNode custom = JsonNodeFactory.instance.objectNode();
        attributes.properties().stream()
                .filter(each -> each.getKey().startsWith("custom."))
                .forEach(each -> custom.set(each.getKey().substring("custom.".length()), each.getValue()));
        copy.id(item.customerId()).plain(item.deleted());
        for (String name : List.of(
                "kind",
                "country",
                "province",
                "city",
                "industry",
                "size",
                "channel",
                "accountManager",
                "riskAppetite",
                "registeredOn")) {
            copy.text(text(attributes, name));
        }
        copy.text(custom.toString()).endRow();
    }

    private static @Nullable String text(JsonNode attributes, String name) {
        String value = attributes.path(name).asText("");
        return value.isBlank() ? null : value;
    }
}
