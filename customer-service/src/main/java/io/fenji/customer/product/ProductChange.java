package io.fenji.customer.product;

import io.fenji.customer.fact.FactMarks;
import io.fenji.customer.value.AdvisoryLock;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What follows for past orders when a product's category or cost changes: the category counts for them too; the cost
/// does only for lines that have none, because the others were bought at what they cost then.
public final class ProductChange {
    private ProductChange() {}

    /// To be called before products are changed; orders that are being written end first, later ones wait.
    public static void lockForChange(Connection connection) {
        AdvisoryLock.PRODUCTS.take(connection);
    }

    /// To be called before orders are written: what they take from products stays as it is until they are committed.
    public static void lockForOrders(Connection connection) {
        AdvisoryLock.PRODUCTS.share(connection);
    }

    /// Whether an order has the product; holds for a caller of [#lockForChange].
    static boolean isSold(Connection connection, UUID productId) {
        return Sql.only(
                connection,
                "select exists (select from order_lines where product_id = ?)",
                row -> row.getBoolean(1),
                productId);
    }

    /// A product before and after a write.
    record Change(Product before, Product after) {
        boolean recategorised() {
            return !Objects.equals(before.category(), after.category());
        }

        /// Nothing else of a product is in its orders.
        boolean concernsOrders() {
            return recategorised() || !Objects.equals(before.unitCost(), after.unitCost());
        }
    }

    /// Applies those that concern orders; see [#apply(Connection)].
    ///
    /// @return whether there were any
    static boolean apply(Connection connection, List<Change> changes) {
        List<Change> ofOrders = changes.stream().filter(Change::concernsOrders).toList();
        if (ofOrders.isEmpty()) {
            return false;
        }
        prepare(connection);
        Sql.update(
                connection,
                "insert into touched_products select * from unnest(?::uuid[], ?::boolean[])",
                Sql.array(connection, "uuid", ofOrders, change -> change.after().id()),
                Sql.array(connection, "boolean", ofOrders, Change::recategorised));
        apply(connection);
        return true;
    }

    /// Makes the temporary table `touched_products (product_id, recategorised)`, for products whose category,
    /// or cost or its currency, has changed.
    public static void prepare(Connection connection) {
        Sql.execute(connection, """
                create temporary table touched_products (product_id uuid not null, recategorised boolean not null)
                on commit drop""");
    }

    /// Applies the products of `touched_products` to their orders and puts the customers of those that changed into the
    /// temporary table `touched_customers (customer_id)`, which it makes.
    public static void apply(Connection connection) {
        Sql.execute(connection, "create temporary table touched_customers (customer_id uuid not null) on commit drop");
        Sql.update(connection, """
                create temporary table locked_customers on commit drop as
                select id from customers where id in (
                  select customer_id from order_lines where product_id in (select product_id from touched_products))
                order by id for update""");
        Sql.execute(
                connection,
                "create temporary table costed_orders (customer_id uuid not null, order_id uuid not null) on commit drop");
        Sql.update(connection, """
                with costed as (
                  update order_lines l set unit_cost = p.unit_cost
                  from products p, orders o
                  where p.id in (select product_id from touched_products) and l.product_id = p.id
                    and o.customer_id = l.customer_id and o.id = l.order_id
                    and l.unit_cost is null and p.unit_cost is not null and p.currency = o.currency
                  returning l.customer_id, l.order_id)
                insert into costed_orders select distinct customer_id, order_id from costed""");
        Sql.execute(connection, "analyze costed_orders");
        // A line's cost is part of the order as its readers see it, so the order has a new version; a category is not.
        Sql.update(connection, """
                with affected as (
                  select distinct customer_id, order_id from order_lines
                  where product_id in (select product_id from touched_products)
                ), sums as (
                  select l.customer_id, l.order_id,
                         case when count(*) = count(l.unit_cost) then sum(l.quantity * l.unit_cost) end as cost,
                         coalesce(array_agg(distinct p.category)
                           filter (where l.quantity > 0 and p.category is not null), '{}') as categories
                  from affected a
                  join order_lines l on l.customer_id = a.customer_id and l.order_id = a.order_id
                  join products p on p.id = l.product_id
                  group by l.customer_id, l.order_id
                ), changed as (
                  update orders o set
                    cost = case when o.own_gross is null then s.cost else round(s.cost * o.rate, 4) end,
                    own_cost = case when o.own_gross is not null then s.cost end, categories = s.categories,
                    version = case when c.order_id is null then o.version else o.version + 1 end,
                    updated_at = case when c.order_id is null then o.updated_at else now() end
                  from sums s
                  left join costed_orders c on c.customer_id = s.customer_id and c.order_id = s.order_id
                  where o.customer_id = s.customer_id and o.id = s.order_id
                    and (c.order_id is not null or s.cost is distinct from case when o.own_gross is null then o.cost else o.own_cost end or o.categories <> s.categories)
                  returning o.customer_id)
                insert into touched_customers select distinct customer_id from changed""");
        // A metric of order lines looks at each line's category, and so do facts; an order's own are what was bought in
        // all.
        Sql.update(connection, """
                create temporary table recategorised_customers on commit drop as
                select distinct customer_id from order_lines
                where product_id in (select product_id from touched_products where recategorised)""");
        Sql.update(connection, """
                insert into touched_customers select customer_id from recategorised_customers
                where exists (select from metric_definitions
                              where state = 'IN_FORCE' and document ->> 'source' = 'orderLines')""");
        FactMarks.mark(connection, "select customer_id from recategorised_customers");
        Sql.execute(connection, "analyze touched_customers");
    }
}
