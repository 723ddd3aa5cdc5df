package io.fenji.customer.value;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer, by id or by key.
@RegisterForReflection
public record CustomerReference(
        @Nullable UUID id, @Nullable @Valid ExternalKey key) {
    public static CustomerReference to(UUID id) {
        return new CustomerReference(id, null);
    }

    public void check(Checks checks, String pointer) {
        checks.require((id == null) != (key == null), pointer, "INVALID_VALUE", "must have either an id or a key");
    }

    /// The customer; empty when there is none.
    public Optional<Owner> find(Connection connection) {
        return CustomerDirectory.of(connection, List.of(this)).find(this);
    }
}
