package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.order.ContentHash;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.function.UnaryOperator;

/// Makes of the rows of `staged` the temporary table `staged_orders`: one row for each order that may land, with its
/// sums where its rows gave them as they were read.
final class OrderGathering {
    private static final String SUMS = "purchase, gross, returned, discounted, cost, categories";
    private static final String NO_SUMS =
            "null::boolean as purchase, null::numeric as gross, null::numeric as returned,"
                    + " null::numeric as discounted, null::numeric as cost, null::text[] as categories";
    /// Whether an order may have a line number twice: false only when they are below 64 and as many as its
    /// rows. Sorting all rows to find the few repeated ones would take longer than everything else that is
    /// checked.
    private static final String DOUBTFUL_LINES =
            "max(line_no) > 63 or bit_count(bit_or(1::bigint << (line_no & 63)::int)::bit(64)) <> count(*)";

    private final Mapping mapping;
    private final boolean mended;
    private final boolean summed;
    private boolean scattered;

    /// A gathering.
    ///
    /// @param mended whether the file is a download of refused rows, of whose orders the other lines have landed
    /// @param summed whether the sums of runs hold: products are what they were when the rows were read
    OrderGathering(Mapping mapping, boolean mended, boolean summed) {
        this.mapping = mapping;
        this.mended = mended;
        this.summed = summed;
    }

    void run(Connection connection) {
        if (gather(connection)) {
            refuseConflicts(connection);
            if (!scattered) {
                numberRuns(connection);
            }
        }
        if (mended) {
            refusePartialOrders(connection);
        }
        Sql.execute(connection, "analyze staged_orders");
    }

    /// The column in which an order and its rows in `staged` agree.
    String key() {
        return scattered ? "order_key" : "order_no";
    }

    /// Gives all runs of an order the number of the first.
    private static void numberRuns(Connection connection) {
        Sql.update(connection, """
                update staged s set order_no = o.order_no
                from staged_orders o
                where o.order_key in (select order_key from other_orders) and s.order_key = o.order_key
                  and s.code is null and s.order_no <> o.order_no""");
    }

    /// Plain runs of rows are orders as they stand (see [OrderRuns]); only orders that stand in several places, whose
    /// rows differ, or of which a rule for the whole file has refused rows need to be grouped.
    ///
    /// @return whether there are such orders: only these can contradict themselves
    private boolean gather(Connection connection) {
        long plain = Sql.update(connection, """
                create temporary table staged_orders on commit drop as
                select order_no, %s, order_hash as content_hash, false as conflicting, false as doubtful, %s
                from staged where code is null and order_hash is not null""".formatted(ofOrder("%s"), summed ? SUMS : NO_SUMS));
        long others = Sql.update(connection, """
                create temporary table other_orders on commit drop as
                select order_key from staged where mixed or (code is not null and order_key is not null)
                union select order_key from staged_orders group by order_key having count(*) > 1""");
        scattered = others > plain / 4;
        if (scattered) {
            Sql.execute(connection, "truncate staged_orders");
            Sql.update(connection, "insert into staged_orders " + gather(""));
        } else if (others > 0) {
            Sql.execute(connection, "analyze other_orders");
            Sql.update(connection, "delete from staged_orders where order_key in (select order_key from other_orders)");
            Sql.update(
                    connection,
                    "insert into staged_orders " + gather("and order_key in (select order_key from other_orders)"));
        }
        return others > 0;
    }

    private String gather(String ofWhich) {
        return """
                select min(order_no), %s, %s as content_hash,
                       min(customer_key) <> max(customer_key) or %s or %s or %s as conflicting,
                       %s as doubtful, %s
                from staged where code is null %s
                group by order_key""".formatted(
                        ofOrder("min(%s)"),
                        ContentHash.sumSql("hash"),
                        differs(Field.STATUS),
                        differs(Field.CURRENCY),
                        differs(Field.RETURNS_ORDER_KEY),
                        mapping.fills(Field.LINE_NO) ? DOUBTFUL_LINES : "false",
                        NO_SUMS,
                        ofWhich);
    }

    /// What rows say about their order.
    ///
    /// @param taken how a value is taken from one row or several
    private String ofOrder(String taken) {
        UnaryOperator<String> of = taken::formatted;
        return """
                order_key, %s as customer_key, %s as ordered_at, coalesce(%s, 'COMPLETED') as status, %s as channel,
                %s as currency, %s as returns_key, %s as kind, %s as name, %s as country""".formatted(
                        of.apply("customer_key"),
                        of.apply("ordered_at"),
                        of.apply(column(Field.STATUS)),
                        of.apply(column(Field.CHANNEL)),
                        of.apply(column(Field.CURRENCY)),
                        of.apply(column(Field.RETURNS_ORDER_KEY)),
                        of.apply(column(Field.CUSTOMER_KIND)),
                        of.apply(column(Field.CUSTOMER_NAME)),
                        of.apply(column(Field.COUNTRY)));
    }

    private String differs(Field field) {
        return mapping.fills(field)
                ? "coalesce(min(%1$s) <> max(%1$s), false) or count(%1$s) not in (0, count(*))"
                        .formatted(field.column())
                : "false";
    }

    private void refuseConflicts(Connection connection) {
        if (exists(connection, "conflicting")) {
            Sql.update(connection, """
                    update staged s set code = 'CONFLICTING_ORDER',
                      reason = 'CONFLICTING_ORDER' || chr(31) || left(s.order_key, 60)
                    where s.code is null and s.order_key in (select order_key from staged_orders where conflicting)""");
            Sql.update(connection, "delete from staged_orders where conflicting");
        }
        if (exists(connection, "doubtful")) {
            refuseDuplicateLines(connection);
        }
    }

    private static boolean exists(Connection connection, String condition) {
        return Sql.only(
                connection,
                "select exists (select from staged_orders where %s)".formatted(condition),
                row -> row.getBoolean(1));
    }

    private void refuseDuplicateLines(Connection connection) {
        Sql.execute(connection, """
                create temporary table doubtful_orders on commit drop as
                select order_key from staged_orders where doubtful""");
        Sql.execute(connection, "analyze doubtful_orders");
        Sql.update(connection, """
                update staged s set code = 'DUPLICATE_LINE', reason = 'DUPLICATE_LINE' || chr(31) || s.line_no
                from (select line, row_number() over (partition by order_key, line_no order by line) as nth
                      from staged where code is null and order_key in (select order_key from doubtful_orders)) d
                where d.line = s.line and d.nth > 1""");
        Sql.update(connection, "delete from staged_orders where doubtful");
        Sql.update(
                connection,
                "insert into staged_orders " + gather("and order_key in (select order_key from doubtful_orders)"));
    }

    /// An order's rows replace the order: of one that landed without its refused rows these alone would be
    /// left. Such an order has a line that the file has not, or, where lines have no numbers, as many lines as
    /// the file or more.
    private void refusePartialOrders(Connection connection) {
        String lost = mapping.fills(Field.LINE_NO) ? "bool_or(not l.line_no = any(f.numbers))" : "count(*) >= f.sent";
        Sql.update(
                connection,
                """
                update staged s set code = 'PARTIAL_ORDER',
                  reason = 'PARTIAL_ORDER' || chr(31) || left(s.order_key, 60) || chr(31) || e.lines || chr(31) || e.sent
                from (select f.order_key, f.sent, count(*) as lines
                      from (select order_key, count(*) as sent, %s as numbers
                            from staged where code is null group by order_key) f
                      join order_keys k on k.source = ? and k.key = f.order_key
                      join order_lines l on l.customer_id = k.customer_id and l.order_id = k.order_id
                      group by f.order_key, f.sent having %s) e
                where s.code is null and s.order_key = e.order_key""".formatted(mapping.fills(Field.LINE_NO) ? "array_agg(line_no)" : "null::bigint[]", lost),
                mapping.source());
        Sql.update(connection, """
                delete from staged_orders
                where order_key in (select order_key from staged where code = 'PARTIAL_ORDER')""");
    }

    private String column(Field field) {
        return mapping.fills(field) ? field.column() : "null::" + field.format().sqlType();
    }
}
