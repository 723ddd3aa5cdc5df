package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.order.ContentHash;
import io.fenji.customer.product.ProductChange;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Orders, with the customers and products that they are the first to name.
///
/// Locks are taken in one order everywhere: customer keys, customers by id, orders. Attributes of customers and
/// products that exist are only filled where empty: an order file is no master of them.
final class OrdersLanding implements Landing {
    private static final String SERIALIZATION_FAILURE = "40001";
    /// Whether an order may have a line number twice: false only when they are below 64 and as many as its
    /// rows. Sorting all rows to find the few repeated ones would take longer than everything else that is
    /// checked.
    private static final String DOUBTFUL_LINES =
            "max(line_no) > 63" + " or bit_count(bit_or(1::bigint << (line_no & 63)::int)::bit(64)) <> count(*)";

    private final Mapping mapping;
    private final boolean mended;
    private final String source;
    private final MetricRefresh refresh;
    private final String baseCurrency;
    private final ZoneId zone;

    /// A landing.
    ///
    /// @param mended whether the file is a download of refused rows, of whose orders the other lines have landed
    OrdersLanding(Mapping mapping, boolean mended, MetricRefresh refresh, String baseCurrency, ZoneId zone) {
        this.zone = zone;
        this.mapping = mapping;
        this.mended = mended;
        this.source = mapping.source();
        this.refresh = refresh;
        this.baseCurrency = baseCurrency;
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("checking");
        if (gatherOrders(connection)) {
            refuseConflicts(connection);
        }
        if (mended) {
            refusePartialOrders(connection);
        }
        Sql.execute(connection, "analyze staged_orders");
        phases.begin("landing");
        ProductChange.lockForOrders(connection);
        long customersCreated = createCustomers(connection);
        long productsCreated = createProducts(connection);
        long orders = Sql.only(connection, "select count(*) from staged_orders", row -> row.getLong(1));
        long changed = findChanges(connection);
        touchCustomers(connection);
        long updated = Sql.only(connection, "select count(old_customer_id) from changed_orders", row -> row.getLong(1));
        long created = changed - updated;
        if (updated > 0) {
            requireUnchanged(connection);
            removeOld(connection);
        }
        if (changed > 0) {
            phases.begin("writing");
            Optional<FirstLoad> firstLoad = FirstLoad.begin(connection, created);
            write(connection, firstLoad.isEmpty());
            if (firstLoad.isPresent()) {
                phases.begin("indexing");
                firstLoad.get().end();
            }
        }
        phases.begin("metrics");
        return new Result(
                orders, created, updated, customersCreated, productsCreated, refresh.refreshTouched(connection));
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
                source);
        Sql.update(connection, """
                delete from staged_orders
                where order_key in (select order_key from staged where code = 'PARTIAL_ORDER')""");
    }

    private String differs(Field field) {
        return mapping.fills(field)
                ? "coalesce(min(%1$s) <> max(%1$s), false) or count(%1$s) not in (0, count(*))"
                        .formatted(field.column())
                : "false";
    }

    /// Plain runs of rows are orders as they stand (see [OrderRuns]); only orders that stand in several places, whose
    /// rows differ, or of which a rule for the whole file has refused rows need to be grouped.
    ///
    /// @return whether there are such orders: only these can contradict themselves
    private boolean gatherOrders(Connection connection) {
        long plain = Sql.update(connection, """
                create temporary table staged_orders on commit drop as
                select %s, order_hash as content_hash, false as conflicting, false as doubtful
                from staged where code is null and order_hash is not null""".formatted(ofOrder("%s")));
        long others = Sql.update(connection, """
                create temporary table other_orders on commit drop as
                select order_key from staged where mixed or (code is not null and order_key is not null)
                union select order_key from staged_orders group by order_key having count(*) > 1""");
        if (others > plain / 4) {
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
                select %s, %s as content_hash,
                       min(customer_key) <> max(customer_key) or %s or %s or %s as conflicting,
                       %s as doubtful
                from staged where code is null %s
                group by order_key""".formatted(
                        ofOrder("min(%s)"),
                        ContentHash.sumSql("hash"),
                        differs(Field.STATUS),
                        differs(Field.CURRENCY),
                        differs(Field.RETURNS_ORDER_KEY),
                        mapping.fills(Field.LINE_NO) ? DOUBTFUL_LINES : "false",
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

    /// Of several values the one of the latest order counts. Most files have none, or one for all, and the sort can be
    /// spared.
    private String customers() {
        boolean described = mapping.reads(Field.CUSTOMER_KIND)
                || mapping.reads(Field.CUSTOMER_NAME)
                || mapping.reads(Field.COUNTRY);
        return described ? """
                select distinct on (customer_key) customer_key, kind, name, country
                from staged_orders
                order by customer_key, ordered_at desc, order_key desc""" : """
                select distinct customer_key, kind, name, country from staged_orders""";
    }

    private long createCustomers(Connection connection) {
        Sql.execute(connection, "create temporary table touched_customers (customer_id uuid not null) on commit drop");
        Sql.update(connection, """
                create temporary table staged_customers on commit drop as
                select s.*, k.customer_id as known_id
                from (%s) s
                left join customer_keys k on k.source = ? and k.key = s.customer_key""".formatted(customers()), source);
        Sql.execute(connection, "analyze staged_customers");
        Sql.execute(connection, """
                create temporary table new_customers on commit drop as
                select customer_key, uuidv7() as id, coalesce(kind, 'PERSON') as kind, name, country
                from staged_customers where known_id is null
                order by customer_key""");
        Sql.update(connection, """
                insert into customers (id, kind, name, country) select id, kind, name, country from new_customers""");
        long created = Sql.update(connection, """
                insert into customer_keys (source, key, customer_id)
                select ?, customer_key, id from new_customers order by customer_key""", source);
        Sql.update(connection, "insert into touched_customers select id from new_customers");
        Sql.update(connection, """
                with filled as (
                  update customers c
                  set name = coalesce(c.name, s.name), country = coalesce(c.country, s.country),
                      version = c.version + 1, updated_at = now()
                  from staged_customers s
                  where c.id = s.known_id
                    and ((c.name is null and s.name is not null) or (c.country is null and s.country is not null))
                  returning c.id)
                insert into touched_customers select id from filled""");
        return created;
    }

    /// The name is that of the product's last row in the file that has one.
    private long createProducts(Connection connection) {
        boolean described = mapping.fills(Field.PRODUCT_NAME) || mapping.fills(Field.CATEGORY);
        Sql.execute(
                connection,
                "create temporary table staged_products on commit drop as "
                        + (described ? """
                                select k.product_key, %1$s as name, %2$s as category
                                from (select product_key,
                                             coalesce(max(line) filter (where %1$s is not null), max(line)) as line
                                      from staged where code is null group by product_key) k
                                join staged n using (line)""".formatted(column(Field.PRODUCT_NAME), column(Field.CATEGORY)) : """
                                select distinct product_key, null::text as name, null::text as category
                                from staged where code is null"""));
        long created = Sql.update(connection, """
                insert into products (id, source, key, name, category)
                select uuidv7(), ?, product_key, name, category from staged_products
                order by product_key
                on conflict (source, key) do nothing""", source);
        Sql.update(connection, """
                update products p set name = s.name, version = p.version + 1, updated_at = now()
                from staged_products s
                where p.source = ? and p.key = s.product_key and p.name is null and s.name is not null""", source);
        return created;
    }

    /// Gathers what is new or differs; an order has the rate of its own business date.
    private long findChanges(Connection connection) {
        Sql.update(connection, """
                create temporary table known_orders on commit drop as
                select key, customer_id, order_id from order_keys
                where source = ? and key in (select order_key from staged_orders)""", source);
        Sql.execute(connection, "analyze known_orders");
        long changed = Sql.update(connection, """
                create temporary table changed_orders on commit drop as
                select s.order_key, s.ordered_at, s.status, s.channel, s.currency, s.returns_key, s.content_hash,
                       case when s.currency <> ? then (select e.rate from exchange_rates e
                                                       where e.currency = s.currency
                                                         and e.effective_on <= (s.ordered_at at time zone ?::text)::date
                                                       order by e.effective_on desc limit 1) end as rate,
                       ck.customer_id, ck.origin_id, coalesce(k.order_id, uuidv7()) as order_id,
                       k.customer_id as old_customer_id, coalesce(o.version + 1, 1) as version,
                       coalesce(o.created_at, now()) as created_at
                from staged_orders s
                join customer_keys ck on ck.source = ? and ck.key = s.customer_key
                left join known_orders k on k.key = s.order_key
                left join orders o on o.customer_id = k.customer_id and o.id = k.order_id
                where o.id is null or o.content_hash <> s.content_hash or k.customer_id <> ck.customer_id""", baseCurrency, zone.getId(), source);
        Sql.execute(connection, "analyze changed_orders");
        return changed;
    }

    private static void touchCustomers(Connection connection) {
        Sql.update(connection, """
                insert into touched_customers
                select customer_id from changed_orders
                union select old_customer_id from changed_orders where old_customer_id is not null""");
        Sql.execute(connection, "analyze touched_customers");
        Sql.update(connection, """
                create temporary table locked_customers on commit drop as
                select id from customers where id in (select customer_id from touched_customers) order by id for update""");
    }

    /// While this merge waited for a customer, a single write may have changed one of the known orders: then it begins
    /// anew. One that was made meanwhile is met when its key is written.
    private void requireUnchanged(Connection connection) {
        boolean changed = Sql.only(connection, """
                select exists (
                  select from changed_orders c
                  left join order_keys k on k.source = ? and k.key = c.order_key
                  left join orders o on o.customer_id = k.customer_id and o.id = k.order_id
                  where c.old_customer_id is not null
                    and (k.customer_id is distinct from c.old_customer_id or o.version + 1 <> c.version))""", row -> row.getBoolean(1), source);
        if (changed) {
            throw new SqlFailure(new SQLException("An order changed while the import waited", SERIALIZATION_FAILURE));
        }
    }

    private static void removeOld(Connection connection) {
        Sql.update(connection, """
                delete from order_lines l using changed_orders c
                where l.customer_id = c.old_customer_id and l.order_id = c.order_id""");
        Sql.update(connection, """
                delete from order_keys k using changed_orders c
                where c.old_customer_id is not null and k.order_id = c.order_id""");
        Sql.update(connection, """
                delete from orders o using changed_orders c
                where o.customer_id = c.old_customer_id and o.id = c.order_id""");
    }

    /// Writes what changed.
    ///
    /// @param indexed whether there are indexes, which grow faster in their own order
    private void write(Connection connection, boolean indexed) {
        String lineNo = mapping.fills(Field.LINE_NO)
                ? "s.line_no"
                : "row_number() over (partition by s.order_key order by s.line)";
        Sql.update(
                connection,
                """
                create temporary table changed_lines on commit drop as
                select o.customer_id, o.order_id, %1$s as line_no, p.id as product_id, s.quantity, s.unit_price,
                       coalesce(%2$s, 0) as discount, s.quantity * s.unit_price - coalesce(%2$s, 0) as amount,
                       coalesce(%3$s, case when p.currency = coalesce(o.currency, ?) then p.unit_cost end) as unit_cost,
                       p.category
                from staged s
                join changed_orders o on o.order_key = s.order_key
                join products p on p.source = ? and p.key = s.product_key
                where s.code is null""".formatted(lineNo, staged(Field.DISCOUNT, "numeric"), staged(Field.UNIT_COST, "numeric")),
                baseCurrency,
                source);
        Sql.execute(connection, "analyze changed_lines");
        Sql.update(
                connection,
                """
                insert into orders (customer_id, id, source, key, ordered_at, status, channel, currency, returns_source,
                  returns_key, purchase, gross, returned, discount, cost, own_gross, own_returned, own_discount, own_cost, rate,
                  categories, content_hash, version, created_at, origin_id)
                select o.customer_id, o.order_id, ?, o.order_key, o.ordered_at, o.status, o.channel,
                       coalesce(o.currency, ?), case when o.returns_key is not null then ? end, o.returns_key,
                       l.purchase, %1$s, %2$s, %3$s, %4$s, case when o.own then l.gross end,
                       case when o.own then l.returned end, case when o.own then l.discount end,
                       case when o.own then l.cost end, o.rate, l.categories, o.content_hash, o.version, o.created_at,
                       o.origin_id
                from (select *, currency <> ? as own from changed_orders) o
                join (select order_id,
                             bool_or(quantity > 0) as purchase,
                             coalesce(sum(amount) filter (where amount > 0), 0) as gross,
                             coalesce(-sum(amount) filter (where amount < 0), 0) as returned,
                             coalesce(sum(discount) filter (where quantity > 0), 0) as discount,
                             case when count(*) = count(unit_cost) then sum(quantity * unit_cost) end as cost,
                             coalesce(array_agg(distinct category)
                               filter (where quantity > 0 and category is not null), '{}') as categories
                      from changed_lines group by order_id) l on l.order_id = o.order_id
                order by o.customer_id, o.ordered_at""".formatted(inBase("gross"), inBase("returned"), inBase("discount"), inBase("cost")),
                source,
                baseCurrency,
                source,
                baseCurrency);
        Sql.update(connection, """
                insert into order_keys (source, key, customer_id, order_id)
                select ?, order_key, customer_id, order_id from changed_orders %s""".formatted(indexed ? "order by order_key" : ""), source);
        Sql.update(connection, """
                insert into order_lines
                  (customer_id, order_id, line_no, product_id, quantity, unit_price, discount, amount, unit_cost)
                select customer_id, order_id, line_no, product_id, quantity, unit_price, discount, amount, unit_cost
                from changed_lines %s""".formatted(indexed ? "order by customer_id, order_id, line_no" : ""));
    }

    private static String inBase(String sum) {
        return "case when o.own then round(l.%1$s * o.rate, 4) else l.%1$s end".formatted(sum);
    }

    private String column(Field field) {
        return mapping.fills(field) ? field.column() : "null::" + field.format().sqlType();
    }

    private String staged(Field field, String type) {
        return mapping.fills(field) ? "s." + field.column() : "null::" + type;
    }
}
