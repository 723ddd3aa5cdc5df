package io.fenji.customer.cleaning;

import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps what was found in rows that single writes and batches write; always in the transaction of the row.
public final class Findings {
    /// A written row.
    ///
    /// @param known whether it was there before: what was found in its values then is forgotten
    public record Row(UUID customerId, UUID id, String source, boolean known, RequestCleaning cleaning) {}

    private record One(Row row, RequestCleaning.Found found) {}

    private Findings() {}

    /// Keeps what was found in customers' rows.
    public static void keep(Connection connection, List<Row> rows) {
        List<Row> known = rows.stream().filter(Row::known).toList();
        if (!known.isEmpty()) {
            remove(
                    connection,
                    known.getFirst().cleaning().entity().key(),
                    known.stream().map(Row::customerId).toList(),
                    known.stream().map(Row::id).toList());
        }
        List<One> found = found(rows);
        if (found.isEmpty()) {
            return;
        }
        // In one order everywhere: each row takes a share of its customer's lock.
        Sql.update(
                connection,
                """
                insert into row_findings
                  (customer_id, entity, row_id, line_no, field, rule, action, original, repaired, source)
                select f.customer_id, ?, f.row_id, f.line_no, f.field, f.rule, f.action, f.original, f.repaired, f.source
                from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::text[])
                  as f (customer_id, row_id, line_no, field, rule, action, original, repaired, source)
                order by f.customer_id
                on conflict do nothing""",
                found.getFirst().row().cleaning().entity().key(),
                array(connection, "uuid", found, one -> one.row().customerId()),
                array(connection, "uuid", found, one -> one.row().id()),
                array(connection, "bigint", found, one -> one.found().lineNo()),
                texts(connection, found, finding -> finding.field().key()),
                texts(connection, found, Finding::rule),
                texts(connection, found, finding -> finding.action().name()),
                texts(connection, found, Finding::original),
                texts(connection, found, Finding::repaired),
                array(connection, "text", found, one -> one.row().source()));
    }

    /// Keeps what was found in products, in place of what their values before had.
    public static void keepOfProducts(Connection connection, List<Row> products) {
        List<Row> known = products.stream().filter(Row::known).toList();
        if (!known.isEmpty()) {
            Sql.update(
                    connection,
                    "delete from product_findings where product_id = any (?::uuid[])",
                    array(connection, "uuid", known, Row::id));
        }
        List<One> found = found(products);
        if (found.isEmpty()) {
            return;
        }
        Sql.update(
                connection,
                """
                insert into product_findings (product_id, source, field, rule, action, original, repaired)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict do nothing""",
                array(connection, "uuid", found, one -> one.row().id()),
                array(connection, "text", found, one -> one.row().source()),
                texts(connection, found, finding -> finding.field().key()),
                texts(connection, found, Finding::rule),
                texts(connection, found, finding -> finding.action().name()),
                texts(connection, found, Finding::original),
                texts(connection, found, Finding::repaired));
    }

    private static List<One> found(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.cleaning().found().stream().map(each -> new One(row, each)))
                .toList();
    }

    /// Forgets what was found in customers' rows that are deleted or written anew.
    ///
    /// @param customerIds whose row each is
    public static void remove(Connection connection, String entity, List<UUID> customerIds, List<UUID> rowIds) {
        Sql.update(
                connection,
                """
                delete from row_findings f using unnest(?::uuid[], ?::uuid[]) as d (customer_id, row_id)
                where f.customer_id = d.customer_id and f.entity = ? and f.row_id = d.row_id""",
                array(connection, "uuid", customerIds, id -> id),
                array(connection, "uuid", rowIds, id -> id),
                entity);
    }

    private static Object texts(Connection connection, List<One> found, Function<Finding, @Nullable Object> value) {
        return array(connection, "text", found, one -> value.apply(one.found().finding()));
    }

    private static <T> Object array(
            Connection connection, String type, List<T> rows, Function<T, @Nullable Object> value) {
        try {
            return connection.createArrayOf(type, rows.stream().map(value).toArray());
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
