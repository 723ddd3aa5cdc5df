package io.fenji.customer.landing;

import java.sql.Connection;

/// Checks what only the whole file can tell and merges the table `staged` into the tables of its type,
/// set-based, inside the import's transaction.
sealed interface Landing
        permits OrdersLanding,
                CustomersLanding,
                ProductsLanding,
                ActivitiesLanding,
                AccountManagersLanding,
                ConsentsLanding,
                RatesLanding {
    /// What happened to the resources of the import's type, and beside them.
    record Result(
            long resources,
            long created,
            long updated,
            long customersCreated,
            long productsCreated,
            long metricsChanged) {
        long unchanged() {
            return resources - created - updated;
        }
    }

    /// Called when a step begins, with its name.
    interface Phases {
        void begin(String phase);
    }

    Result land(Connection connection, Phases phases);
}
