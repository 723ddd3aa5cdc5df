package io.fenji.customer.value;

import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer, by id or by key.
@RegisterForReflection
public record CustomerReference(
        @Nullable UUID id, @Nullable @Valid ExternalKey key) {
    public void check(Checks checks, String pointer) {
        checks.require((id == null) != (key == null), pointer, "INVALID_VALUE", "must have either an id or a key");
    }

    /// The customer.
    ///
    /// @return empty when there is none
    public Optional<Owner> find(Connection connection) {
        return key == null
                ? Sql.first(
                        connection,
                        "select id from customers where id = ?",
                        row -> new Owner(row.getObject(1, UUID.class), null),
                        id)
                : Sql.first(
                        connection,
                        "select customer_id, origin_id from customer_keys where source = ? and key = ?",
                        row -> new Owner(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                        key.source(),
                        key.key());
    }
}
