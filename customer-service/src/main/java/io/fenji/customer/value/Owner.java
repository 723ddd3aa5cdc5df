package io.fenji.customer.value;

import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The customer that a new row belongs to.
///
/// @param origin the customer that it was addressed to, when that one is merged into this one: the row goes back with
/// it
public record Owner(UUID id, @Nullable UUID origin) {

    /// Notes the origin on a row that was just written.
    ///
    /// @param table a constant of ours
    public void mark(Connection connection, String table, UUID row) {
        if (origin != null) {
            Sql.update(
                    connection,
                    "update %s set origin_id = ? where customer_id = ? and id = ?".formatted(table),
                    origin,
                    id,
                    row);
        }
    }
}
