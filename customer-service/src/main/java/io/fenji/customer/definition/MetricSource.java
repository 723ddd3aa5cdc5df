package io.fenji.customer.definition;

import static io.fenji.customer.definition.FieldType.FLAG;
import static io.fenji.customer.definition.FieldType.NUMBER;
import static io.fenji.customer.definition.FieldType.TEXT;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The rows that a metric can be made of. Only completed orders count, and nothing that is dated after the business
/// date.
enum MetricSource {
    ORDERS(
            "orders",
            """
            select customer_id, id, 0 as no, ordered_at as dated_at, gross, returned, gross - returned as net, discount, cost,
                   channel, currency, purchase
            from orders where status = 'COMPLETED' and ordered_at < :end %s""",
            Field.money("gross"),
            Field.money("returned"),
            Field.money("net"),
            Field.money("discount"),
            Field.money("cost"),
            new Field("channel", TEXT),
            new Field("currency", TEXT),
            new Field("purchase", FLAG)),
    ORDER_LINES(
            "orderLines",
            """
            select l.customer_id, l.order_id as id, l.line_no as no, o.ordered_at as dated_at, l.quantity,
                   l.unit_price * o.rate as "unitPrice", l.discount * o.rate as discount, l.amount * o.rate as amount,
                   l.quantity * l.unit_cost * o.rate as cost,
                   p.key as product, p.category, o.channel
            from (select customer_id, id, ordered_at, channel, case when own_gross is null then 1 else rate end as rate
                  from orders where status = 'COMPLETED' and ordered_at < :end %s) o
            join order_lines l on l.customer_id = o.customer_id and l.order_id = o.id
            join products p on p.id = l.product_id""",
            new Field("quantity", NUMBER),
            Field.money("unitPrice"),
            Field.money("discount"),
            Field.money("amount"),
            Field.money("cost"),
            new Field("product", TEXT),
            new Field("category", TEXT),
            new Field("channel", TEXT)),
    INTERACTIONS(
            "interactions", """
            select customer_id, id, 0 as no, occurred_at as dated_at, type, channel, direction
            from interactions where occurred_at < :end %s""", new Field("type", TEXT), new Field("channel", TEXT), new Field("direction", TEXT)),
    FEEDBACK(
            "feedback",
            """
            select customer_id, id, 0 as no, occurred_at as dated_at, type, channel, severity, score, rating,
                   resolved_at is not null and resolved_at < :end as resolved
            from feedback where occurred_at < :end %s""",
            new Field("type", TEXT),
            new Field("channel", TEXT),
            new Field("severity", TEXT),
            new Field("score", NUMBER),
            new Field("rating", NUMBER),
            new Field("resolved", FLAG));

    /// A column of the rows, of the same name.
    ///
    /// @param money whether it is an amount in the base currency: absent means that it is not known, not that
    /// there is none
    record Field(String key, FieldType type, boolean money) {
        Field(String key, FieldType type) {
            this(key, type, false);
        }

        private static Field money(String key) {
            return new Field(key, NUMBER, true);
        }

        String sql() {
            return "\"" + key + "\"";
        }
    }

    private final String key;
    private final String rows;
    // List.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Field> fields;

    MetricSource(String key, String rows, Field... fields) {
        this.key = key;
        this.rows = rows;
        this.fields = List.of(fields);
    }

    static Optional<MetricSource> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    String key() {
        return key;
    }

    List<String> fieldKeys() {
        return fields.stream().map(Field::key).toList();
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(each -> each.key().equals(name)).findFirst();
    }

    /// Query for the rows.
    ///
    /// @param ofTouched SQL that ends a condition on `customer_id`
    String rows(String ofTouched) {
        return rows.formatted(ofTouched);
    }
}
