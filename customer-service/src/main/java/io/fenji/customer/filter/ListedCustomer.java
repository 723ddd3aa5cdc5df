package io.fenji.customer.filter;

import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.Owner;
import io.fenji.kit.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds the customer whose rows a list shall show.
@ApplicationScoped
public class ListedCustomer {
    /// No customer has it.
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;

    ListedCustomer(Database database) {
        this.database = database;
    }

    /// The id to filter by; null when the list is of all customers. A key that nobody has selects nothing, as such an
    /// id does.
    public @Nullable UUID id(CustomerParameters parameters) {
        CustomerReference reference = parameters.reference();
        if (reference == null || reference.id() != null) {
            return parameters.id();
        }
        return database.call(reference::find).map(Owner::id).orElse(NOBODY);
    }
}
