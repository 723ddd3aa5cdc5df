package io.fenji.customer.product;

import io.fenji.kit.sql.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a source's products cost and which category they are of, as of one moment, for who reads many orders of them.
public final class ProductCatalogue {
    /// A source with more products has an empty catalogue: it would take too much memory.
    private static final int MOST = 100_000;

    private static final String STATE =
            "count(*) || '/' || coalesce(sum(hashtextextended(id::text, version)::numeric), 0)";

    /// A product.
    public record Item(
            @Nullable BigDecimal unitCost,
            @Nullable String currency,
            @Nullable String category) {
        /// What one costs, if that is known in the currency.
        public @Nullable BigDecimal unitCost(String inCurrency) {
            return inCurrency.equals(currency) ? unitCost : null;
        }
    }

    private final String source;
    private final String state;
    private final Map<String, Item> items;

    private ProductCatalogue(String source, String state, Map<String, Item> items) {
        this.source = source;
        this.state = state;
        this.items = items;
    }

    public static ProductCatalogue of(Connection connection, String source) {
        // Before the products: what changes in between makes the catalogue outdated.
        String state = state(connection, source);
        Map<String, Item> items = new HashMap<>();
        Sql.each(
                connection,
                0,
                "select key, unit_cost, currency, category from products where source = ? limit ?",
                row -> items.put(row.getString(1), new Item(row.getBigDecimal(2), row.getString(3), row.getString(4))),
                source,
                MOST + 1);
        return new ProductCatalogue(source, state, items.size() > MOST ? Map.of() : items);
    }

    /// Null for a product that the catalogue does not have.
    public @Nullable Item item(String key) {
        return items.get(key);
    }

    /// Whether every product is still what it was; stays so for a caller of [ProductChange#lockForOrders].
    public boolean isCurrent(Connection connection) {
        return state.equals(state(connection, source));
    }

    private static String state(Connection connection, String source) {
        return Sql.only(
                connection, "select " + STATE + " from products where source = ?", row -> row.getString(1), source);
    }
}
