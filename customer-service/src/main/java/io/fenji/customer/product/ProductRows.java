package io.fenji.customer.product;

import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.value.Money;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Many products with one statement each time.
final class ProductRows {
    private static final String GIVEN = """
            unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::text[],
                   ?::bigint[], ?::timestamptz[], ?::timestamptz[])
              as r (id, source, key, name, category, unit_cost, unit_price, currency, version, created_at, updated_at)
            """;

    private ProductRows() {}

    /// The products with these keys, locked.
    static Map<ExternalKey, Product> locked(Connection connection, Collection<ExternalKey> keys) {
        return Sql.list(
                        connection,
                        """
                        select id, source, key, name, category, unit_cost, unit_price, currency, created_at, updated_at,
                               version
                        from products where (source, key) in (select * from unnest(?::text[], ?::text[]))
                        order by id for update""",
                        ProductRows::read,
                        Sql.array(connection, "text", keys, ExternalKey::source),
                        Sql.array(connection, "text", keys, ExternalKey::key))
                .stream()
                .collect(Collectors.toMap(Product::key, Function.identity()));
    }

    static void insert(Connection connection, List<Product> products) {
        Sql.update(connection, """
                insert into products
                  (id, source, key, name, category, unit_cost, unit_price, currency, version, created_at, updated_at)
                select * from %s order by source, key""".formatted(GIVEN), values(connection, products));
    }

    static void update(Connection connection, List<Product> products) {
        Sql.update(connection, """
                update products p set (name, category, unit_cost, unit_price, currency, version, updated_at)
                  = row(r.name, r.category, r.unit_cost, r.unit_price, r.currency, r.version, r.updated_at)
                from %s where p.id = r.id""".formatted(GIVEN), values(connection, products));
    }

    private static Object[] values(Connection connection, List<Product> products) {
        List<Object> values = new ArrayList<>();
        values.add(Sql.array(connection, "uuid", products, Product::id));
        values.add(
                Sql.array(connection, "text", products, product -> product.key().source()));
        values.add(
                Sql.array(connection, "text", products, product -> product.key().key()));
        values.add(Sql.array(connection, "text", products, Product::name));
        values.add(Sql.array(connection, "text", products, Product::category));
        values.add(Sql.array(connection, "numeric", products, product -> amount(product.unitCost())));
        values.add(Sql.array(connection, "numeric", products, product -> amount(product.unitPrice())));
        values.add(Sql.array(
                connection,
                "text",
                products,
                product -> ProductRequest.of(product).currency()));
        values.add(Sql.array(connection, "bigint", products, Product::version));
        values.add(Sql.array(
                connection,
                "timestamptz",
                products,
                product -> product.createdAt().toString()));
        values.add(Sql.array(
                connection,
                "timestamptz",
                products,
                product -> product.updatedAt().toString()));
        return values.toArray();
    }

    private static @Nullable Object amount(@Nullable Money money) {
        return money == null ? null : money.toDecimal();
    }

    private static Product read(ResultSet row) throws SQLException {
        @Nullable String currency = row.getString(8);
        return new Product(
                row.getObject(1, UUID.class),
                new ExternalKey(row.getString(2), row.getString(3)),
                row.getString(4),
                row.getString(5),
                Money.ofNullable(row.getBigDecimal(6), currency),
                Money.ofNullable(row.getBigDecimal(7), currency),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getLong(11));
    }
}
