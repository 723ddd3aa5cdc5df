package io.fenji.customer.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.value.BaseCurrency;
import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.sql.Pipeline;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Orders by SQL: an order and its lines are one thing, and their keys begin with the customer's id, which
/// Hibernate maps only with composite keys at every turn.
@ApplicationScoped
class OrderRepository {
    private static final String COLUMNS = """
            select o.id, o.source, o.key, o.customer_id, o.ordered_at, o.status, o.channel, o.currency, o.returns_source,
                   o.returns_key, o.purchase, coalesce(o.own_gross, o.gross), coalesce(o.own_returned, o.returned),
                   coalesce(o.own_discount, o.discount), case when o.own_gross is null then o.cost else o.own_cost end,
                   o.created_at, o.updated_at, o.version, o.own_gross is not null, o.rate
            """;
    private static final String HEAD =
            COLUMNS + "from order_keys k join orders o on o.customer_id = k.customer_id and o.id = k.order_id ";

    /// All orders by id, which only the directory is sorted by: one after the other, as far as the page goes.
    /// A plain join is taken to give next to nothing, and so is made of all orders for each page.
    private static final String ALL = COLUMNS + """
            from order_keys k cross join lateral (
              select * from orders r where r.customer_id = k.customer_id and r.id = k.order_id offset 0) o
            where true""";

    /// Those of few: an index finds them.
    private static final String FEW = COLUMNS + "from orders o where true";

    private static final String RETURNS_OF = " and o.returns_key is not null and (o.returns_source, o.returns_key) in"
            + " (select source, key from order_keys where order_id = ?)";
    private static final String KNOWN =
            "exists (select from order_keys r where r.source = o.returns_source and r.key = o.returns_key)";
    private static final String ORPHAN = " and o.returns_key is not null and not " + KNOWN;
    private static final String NO_ORPHAN = " and (o.returns_key is null or " + KNOWN + ")";
    private static final String RATELESS = " and o.gross is null";
    private static final String RATED = " and o.gross is not null";

    private record LineOfOrder(OrderHead head, OrderLine line) {}

    private final ObjectMapper json;
    private final String baseCurrency;

    OrderRepository(ObjectMapper json, BaseCurrency baseCurrency) {
        this.json = json;
        this.baseCurrency = baseCurrency.code();
    }

    Optional<Order> find(Connection connection, UUID id) {
        return read(connection, HEAD + "where k.order_id = ?", id).stream().findFirst();
    }

    Optional<Order> find(Connection connection, ExternalKey key) {
        return read(connection, HEAD + "where k.source = ? and k.key = ?", key.source(), key.key()).stream()
                .findFirst();
    }

    List<Order> find(Connection connection, Collection<ExternalKey> keys) {
        return read(
                connection,
                HEAD + "where (k.source, k.key) in (select * from unnest(?::text[], ?::text[]))",
                Sql.array(connection, "text", keys, ExternalKey::source),
                Sql.array(connection, "text", keys, ExternalKey::key));
    }

    List<Order> list(Connection connection, OrderFilter filter, @Nullable UUID after, int limit) {
        boolean few = filter.customerId() != null
                || filter.returnsOf() != null
                || Boolean.TRUE.equals(filter.orphanReturns())
                || Boolean.TRUE.equals(filter.rateMissing());
        String id = few ? "o.id" : "k.order_id";
        StringBuilder sql = new StringBuilder(few ? FEW : ALL);
        List<Object> values = new ArrayList<>();
        add(sql, values, " and o.customer_id = ?", filter.customerId());
        String keyed = few ? "o" : "k";
        add(sql, values, " and " + keyed + ".source = ?", filter.source());
        add(sql, values, " and " + keyed + ".key = ?", filter.key());
        add(
                sql,
                values,
                " and o.status = ?",
                filter.status() == null ? null : filter.status().name());
        add(sql, values, " and o.ordered_at >= ?", filter.orderedFrom());
        add(sql, values, " and o.ordered_at < ?", filter.orderedBefore());
        add(sql, values, " and o.channel = ?", filter.channel());
        add(sql, values, " and o.currency = ?", filter.currency());
        // Plain conditions: what is compared with a value fits no index.
        choose(sql, filter.rateMissing(), RATELESS, RATED);
        add(sql, values, RETURNS_OF, filter.returnsOf());
        choose(sql, filter.orphanReturns(), ORPHAN, NO_ORPHAN);
        add(sql, values, " and %s > ?".formatted(id), after);
        sql.append(" order by %s limit ?".formatted(id));
        values.add(limit);
        return read(connection, sql.toString(), values.toArray());
    }

    /// Those of the keys that orders have, once the pipeline has run.
    static Set<ExternalKey> taken(Pipeline pipeline, Collection<ExternalKey> keys) {
        Set<ExternalKey> taken = new HashSet<>();
        if (!keys.isEmpty()) {
            pipeline.each(
                    """
                    select source, key from order_keys
                    where (source, key) in (select * from unnest(?::text[], ?::text[]))""",
                    row -> taken.add(new ExternalKey(row.getString(1), row.getString(2))),
                    pipeline.array("text", keys, ExternalKey::source),
                    pipeline.array("text", keys, ExternalKey::key));
        }
        return taken;
    }

    static boolean isTaken(Connection connection, ExternalKey key) {
        return Sql.only(
                connection,
                "select exists (select from order_keys where source = ? and key = ?)",
                row -> row.getBoolean(1),
                key.source(),
                key.key());
    }

    void delete(Connection connection, Collection<Order> orders) {
        Sql.update(
                connection,
                """
                with gone as (select * from unnest(?::uuid[], ?::uuid[]) as g (customer_id, id)
                ), lines as (
                  delete from order_lines l using gone g where l.customer_id = g.customer_id and l.order_id = g.id
                ), keys as (
                  delete from order_keys k using gone g where k.order_id = g.id)
                delete from orders o using gone g where o.customer_id = g.customer_id and o.id = g.id""",
                Sql.array(connection, "uuid", orders, Order::customerId),
                Sql.array(connection, "uuid", orders, Order::id));
    }

    /// Writes orders with their keys and lines in one statement: each one more costs as much again in waiting.
    void insert(Connection connection, Collection<WholeOrder> orders) {
        Pipeline pipeline = new Pipeline(connection);
        insert(pipeline, orders);
        pipeline.run();
    }

    /// As the other one, once the pipeline runs.
    void insert(Pipeline pipeline, Collection<WholeOrder> orders) {
        List<LineOfOrder> lines = orders.stream()
                .flatMap(order -> order.lines().stream().map(line -> new LineOfOrder(order.head(), line)))
                .toList();
        pipeline.update(
                """
                with heads as (
                  insert into orders (customer_id, id, source, key, ordered_at, status, channel, currency,
                    returns_source, returns_key, purchase, gross, returned, discount, cost, categories, content_hash,
                    version, created_at, updated_at, own_gross, own_returned, own_discount, own_cost, rate)
                  select * from jsonb_to_recordset(?::jsonb) as r (customer_id uuid, id uuid, source text, key text,
                    ordered_at timestamptz, status text, channel text, currency text,
                    returns_source text, returns_key text, purchase boolean, gross numeric, returned numeric,
                    discount numeric, cost numeric, categories text[], content_hash bigint,
                    version bigint, created_at timestamptz, updated_at timestamptz, own_gross numeric,
                    own_returned numeric, own_discount numeric, own_cost numeric, rate numeric)
                  returning customer_id, id, source, key
                ), keys as (
                  insert into order_keys (source, key, customer_id, order_id)
                  select source, key, customer_id, id from heads order by source, key)
                insert into order_lines
                  (customer_id, order_id, line_no, product_id, quantity, unit_price, discount, amount, unit_cost)
                select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::uuid[], ?::numeric[], ?::numeric[],
                                     ?::numeric[], ?::numeric[], ?::numeric[])""",
                rows(orders),
                pipeline.array("uuid", lines, line -> line.head().customerId()),
                pipeline.array("uuid", lines, line -> line.head().id()),
                pipeline.array("bigint", lines, line -> line.line().lineNo()),
                pipeline.array("uuid", lines, line -> line.line().productId()),
                pipeline.array("numeric", lines, line -> line.line().quantity()),
                pipeline.array("numeric", lines, line -> line.line().unitPrice()),
                pipeline.array("numeric", lines, line -> line.line().discount()),
                pipeline.array("numeric", lines, line -> line.line().amount()),
                pipeline.array("numeric", lines, line -> line.line().unitCost()));
    }

    /// Orders as the JSON that `jsonb_to_recordset` takes apart.
    private String rows(Collection<WholeOrder> orders) {
        ArrayNode rows = json.createArrayNode();
        orders.forEach(order -> {
            OrderHead head = order.head();
            OrderSums sums = order.sums();
            Conversion conversion = order.conversion();
            ObjectNode row = rows.addObject()
                    .put("customer_id", head.customerId().toString())
                    .put("id", head.id().toString())
                    .put("source", head.key().source())
                    .put("key", head.key().key())
                    .put("ordered_at", head.orderedAt().toString())
                    .put("status", head.status().name())
                    .put("channel", head.channel())
                    .put("currency", head.currency())
                    .put("purchase", sums.purchase())
                    // No file has this content: an import of the same key replaces the order.
                    .put("content_hash", -1L)
                    .put("version", head.version())
                    .put("created_at", head.createdAt().toString())
                    .put("updated_at", head.updatedAt().toString());
            if (head.returnsOrder() != null) {
                row.put("returns_source", head.returnsOrder().source())
                        .put("returns_key", head.returnsOrder().key());
            }
            sums.categories().forEach(row.putArray("categories")::add);
            put(row, "gross", conversion.inBase(sums.gross()));
            put(row, "returned", conversion.inBase(sums.returned()));
            put(row, "discount", conversion.inBase(sums.discount()));
            put(row, "cost", conversion.inBase(sums.cost()));
            put(row, "own_gross", conversion.own(sums.gross()));
            put(row, "own_returned", conversion.own(sums.returned()));
            put(row, "own_discount", conversion.own(sums.discount()));
            put(row, "own_cost", conversion.own(sums.cost()));
            put(row, "rate", conversion.rate());
        });
        return rows.toString();
    }

    /// As text: JSON numbers would lose their scale.
    private static void put(ObjectNode row, String name, @Nullable BigDecimal number) {
        row.put(name, number == null ? null : number.toPlainString());
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static void choose(StringBuilder sql, @Nullable Boolean wanted, String yes, String no) {
        if (wanted != null) {
            sql.append(wanted ? yes : no);
        }
    }

    private List<Order> read(Connection connection, String sql, Object... values) {
        Map<UUID, Order> orders = new LinkedHashMap<>();
        Sql.each(connection, 0, sql, row -> orders.put(row.getObject(1, UUID.class), head(row)), values);
        if (!orders.isEmpty()) {
            lines(connection, orders);
        }
        return List.copyOf(orders.values());
    }

    private static void lines(Connection connection, Map<UUID, Order> orders) {
        Sql.each(
                connection,
                0,
                """
                select l.order_id, l.line_no, p.source, p.key, l.product_id, l.quantity, l.unit_price, l.discount,
                       l.amount, l.unit_cost
                from unnest(?::uuid[], ?::uuid[]) as o (customer_id, order_id)
                join order_lines l on l.customer_id = o.customer_id and l.order_id = o.order_id
                join products p on p.id = l.product_id
                order by l.order_id, l.line_no""",
                row -> {
                    Order order = Objects.requireNonNull(orders.get(row.getObject(1, UUID.class)));
                    order.lines()
                            .add(Order.Line.from(
                                    new OrderLine(
                                            row.getLong(2),
                                            new ExternalKey(row.getString(3), row.getString(4)),
                                            row.getObject(5, UUID.class),
                                            row.getBigDecimal(6),
                                            row.getBigDecimal(7),
                                            row.getBigDecimal(8),
                                            row.getBigDecimal(9),
                                            row.getBigDecimal(10),
                                            null),
                                    order.currency()));
                },
                Sql.array(connection, "uuid", orders.values(), Order::customerId),
                Sql.array(connection, "uuid", orders.keySet(), id -> id));
    }

    private Order head(ResultSet row) throws SQLException {
        @Nullable String returnsSource = row.getString(9);
        return Order.of(
                new OrderHead(
                        row.getObject(1, UUID.class),
                        row.getObject(4, UUID.class),
                        new ExternalKey(row.getString(2), row.getString(3)),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        OrderStatus.valueOf(row.getString(6)),
                        row.getString(7),
                        row.getString(8),
                        returnsSource == null ? null : new ExternalKey(returnsSource, row.getString(10)),
                        row.getLong(18),
                        row.getObject(16, OffsetDateTime.class).toInstant(),
                        row.getObject(17, OffsetDateTime.class).toInstant()),
                new OrderSums(
                        row.getBoolean(11),
                        row.getBigDecimal(12),
                        row.getBigDecimal(13),
                        row.getBigDecimal(14),
                        row.getBigDecimal(15),
                        List.of()),
                new Conversion(baseCurrency, row.getBoolean(19), row.getBigDecimal(20)),
                List.of());
    }
}
