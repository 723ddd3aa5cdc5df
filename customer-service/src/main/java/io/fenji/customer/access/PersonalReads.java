package io.fenji.customer.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/// Whose data the answer to this request shows, where the answer itself does not say it. The disclosure log reads it.
@RequestScoped
public class PersonalReads {
    private final Set<UUID> customers = new LinkedHashSet<>();

    /// Says that the answer shows data of this customer.
    ///
    /// @return the customer
    public UUID of(UUID customer) {
        customers.add(customer);
        return customer;
    }

    public Set<UUID> customers() {
        return Set.copyOf(customers);
    }
}
