package io.fenji.customer.landing;

import io.fenji.customer.mapping.Field;
import io.fenji.customer.mapping.Mapping;
import io.fenji.customer.metric.MetricRefresh;
import io.fenji.customer.product.ProductCatalogue;
import io.fenji.customer.product.ProductChange;
import io.fenji.kit.sql.Sql;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;

/// Orders, with the customers and products that they are the first to name.
///
/// Locks are taken in one order everywhere: customer keys, customers by id, orders. Attributes of customers and
/// products that exist are only filled where empty: an order file is no master of them.
final class OrdersLanding implements Landing {
    private static final String SERIALIZATION_FAILURE = "40001";

    private final Mapping mapping;
    private final boolean mended;
    private final ProductCatalogue catalogue;
    private final String source;
    private final MetricRefresh refresh;
    private final String baseCurrency;
    private final ZoneId zone;

    /// A landing.
    ///
    /// @param mended whether the file is a download of refused rows, of whose orders the other lines have landed
    /// @param catalogue what the rows were read with
    OrdersLanding(
            Mapping mapping,
            boolean mended,
            ProductCatalogue catalogue,
            MetricRefresh refresh,
            String baseCurrency,
            ZoneId zone) {
        this.zone = zone;
        this.mapping = mapping;
        this.mended = mended;
        this.catalogue = catalogue;
        this.source = mapping.source();
        this.refresh = refresh;
        this.baseCurrency = baseCurrency;
    }

    @Override
    public Result land(Connection connection, Phases phases) {
        phases.begin("checking");
        ProductChange.lockForOrders(connection);
        OrderGathering orders = new OrderGathering(mapping, mended, catalogue.isCurrent(connection));
        orders.run(connection);
        phases.begin("landing");
        long customersCreated = createCustomers(connection);
        long productsCreated = createProducts(connection);
        long count = Sql.only(connection, "select count(*) from staged_orders", row -> row.getLong(1));
        long known = findKnown(connection);
        long changed = findChanges(connection);
        touchCustomers(connection, changed == count);
        long updated = known == 0
                ? 0
                : Sql.only(connection, "select count(old_customer_id) from changed_orders", row -> row.getLong(1));
        long created = changed - updated;
        if (updated > 0) {
            requireUnchanged(connection);
            removeOld(connection);
        }
        if (changed > 0) {
            phases.begin("writing");
            Optional<FirstLoad> firstLoad = FirstLoad.begin(connection, created);
            write(connection, orders.key(), firstLoad.isEmpty());
            if (firstLoad.isPresent()) {
                phases.begin("indexing");
                firstLoad.get().end();
            }
        }
        phases.begin("metrics");
        return new Result(
                count, created, updated, customersCreated, productsCreated, refresh.refreshTouched(connection));
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
        if (mapping.fills(Field.PRODUCT_NAME) || mapping.fills(Field.CATEGORY)) {
            Sql.execute(connection, """
                    create temporary table staged_products on commit drop as
                    select k.product_key, %1$s as name, %2$s as category
                    from (select product_key, coalesce(max(line) filter (where %1$s is not null), max(line)) as line
                          from staged where code is null group by product_key) k
                    join staged n using (line)""".formatted(column(Field.PRODUCT_NAME), column(Field.CATEGORY)));
        } else {
            Sql.update(connection, """
                    create temporary table staged_products on commit drop as
                    select distinct product_key, null::text as name, null::text as category
                    from staged s
                    where code is null
                      and not exists (select from products p where p.source = ? and p.key = s.product_key)""", source);
        }
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

    private long findKnown(Connection connection) {
        long known = Sql.update(connection, """
                create temporary table known_orders on commit drop as
                select key, customer_id, order_id from order_keys
                where source = ? and key in (select order_key from staged_orders)""", source);
        Sql.execute(connection, "analyze known_orders");
        return known;
    }

    /// Gathers what is new or differs; an order has the rate of its own business date.
    private long findChanges(Connection connection) {
        long changed = Sql.update(connection, """
                create temporary table changed_orders on commit drop as
                select s.order_no, s.order_key, s.ordered_at, s.status, s.channel, s.currency, s.returns_key, s.content_hash,
                       s.purchase, s.gross, s.returned, s.discounted, s.cost, s.categories,
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

    /// Locks the customers whose orders change.
    ///
    /// @param all whether all orders of the file do
    private static void touchCustomers(Connection connection, boolean all) {
        Sql.update(connection, """
                insert into touched_customers
                %s union all
                select distinct old_customer_id from changed_orders where old_customer_id is not null""".formatted(
                        all
                                ? "select known_id from staged_customers where known_id is not null"
                                : "select distinct customer_id from changed_orders"));
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
    /// @param key the column in which an order and its rows agree
    /// @param indexed whether there are indexes, which grow faster in their own order
    private void write(Connection connection, String key, boolean indexed) {
        sum(connection, key);
        Sql.update(
                connection,
                """
                insert into orders (customer_id, id, source, key, ordered_at, status, channel, currency, returns_source,
                  returns_key, purchase, gross, returned, discount, cost, own_gross, own_returned, own_discount, own_cost, rate,
                  categories, content_hash, version, created_at, origin_id)
                select o.customer_id, o.order_id, ?, o.order_key, o.ordered_at, o.status, o.channel,
                       coalesce(o.currency, ?), case when o.returns_key is not null then ? end, o.returns_key,
                       l.purchase, %1$s, %2$s, %3$s, %4$s, case when o.own then l.gross end,
                       case when o.own then l.returned end, case when o.own then l.discounted end,
                       case when o.own then l.cost end, o.rate, l.categories, o.content_hash, o.version, o.created_at,
                       o.origin_id
                from (select *, currency <> ? as own from changed_orders) o
                left join summed_orders s on s.order_no = o.order_no
                cross join lateral (
                  select coalesce(o.purchase, s.purchase) as purchase, coalesce(o.gross, s.gross) as gross,
                         coalesce(o.returned, s.returned) as returned, coalesce(o.discounted, s.discounted) as discounted,
                         case when o.purchase is null then s.cost else o.cost end as cost,
                         coalesce(o.categories, s.categories) as categories) l
                order by o.customer_id, o.ordered_at""".formatted(inBase("gross"), inBase("returned"), inBase("discounted"), inBase("cost")),
                source,
                baseCurrency,
                source,
                baseCurrency);
        Sql.update(connection, """
                insert into order_keys (source, key, customer_id, order_id)
                select ?, order_key, customer_id, order_id from changed_orders %s""".formatted(indexed ? "order by order_key" : ""), source);
        Sql.update(
                connection,
                """
                insert into order_lines
                  (customer_id, order_id, line_no, product_id, quantity, unit_price, discount, amount, unit_cost)
                select o.customer_id, o.order_id, %s as line_no, p.id, s.quantity, s.unit_price, %s
                %s""".formatted(
                                mapping.fills(Field.LINE_NO)
                                        ? "s.line_no"
                                        : "row_number() over (partition by s.order_key order by s.line)",
                                amounts(),
                                lines(key) + (indexed ? "order by customer_id, order_id, line_no" : "")),
                baseCurrency,
                source);
    }

    /// Rows of `staged` with their order and product.
    private static String lines(String key) {
        return """
                from staged s
                join changed_orders o on o.%1$s = s.%1$s
                join products p on p.source = ? and p.key = s.product_key
                where s.code is null
                """.formatted(key);
    }

    private String amounts() {
        return """
                coalesce(%1$s, 0) as discount, s.quantity * s.unit_price - coalesce(%1$s, 0) as amount,
                coalesce(%2$s, case when p.currency = coalesce(o.currency, ?) then p.unit_cost end) as unit_cost""".formatted(staged(Field.DISCOUNT, "numeric"), staged(Field.UNIT_COST, "numeric"));
    }

    /// Sums the orders whose rows did not give their sums as they were read.
    private void sum(Connection connection, String key) {
        Sql.update(connection, """
                create temporary table summed_orders on commit drop as
                select order_no, bool_or(quantity > 0) as purchase,
                       coalesce(sum(amount) filter (where amount > 0), 0) as gross,
                       coalesce(-sum(amount) filter (where amount < 0), 0) as returned,
                       coalesce(sum(discount) filter (where quantity > 0), 0) as discounted,
                       case when count(*) = count(unit_cost) then sum(quantity * unit_cost) end as cost,
                       coalesce(array_agg(distinct category collate "C")
                         filter (where quantity > 0 and category is not null), '{}') as categories
                from (select o.order_no, s.quantity, p.category, %s
                      %s and o.purchase is null) l
                group by order_no""".formatted(amounts(), lines(key)), baseCurrency, source);
        Sql.execute(connection, "analyze summed_orders");
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
