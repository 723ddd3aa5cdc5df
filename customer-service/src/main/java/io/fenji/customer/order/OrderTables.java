package io.fenji.customer.order;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.List;

/// The tables of orders. A large import puts new ones in their place at its end.
public final class OrderTables {
    public static final List<String> NAMES = List.of("orders", "order_keys", "order_lines");

    private OrderTables() {}

    /// To be called before the first query of a transaction with one snapshot that reads orders: in tables that were
    /// put there after its snapshot it would see none.
    public static void hold(Connection connection) {
        Sql.execute(connection, "lock table " + String.join(", ", NAMES) + " in access share mode");
    }
}
