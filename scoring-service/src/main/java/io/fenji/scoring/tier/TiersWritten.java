package io.fenji.scoring.tier;

import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.scheme.Scheme;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;

/// Event: customers were evaluated and what changed was written. Observers work in the same transaction,
/// under the [TierLock].
///
/// @param evaluation where the customers are now
/// @param changed how many of them have moved: the last so many of the history
/// @param ladder whether the scheme has other tiers now, or in another order: that concerns everyone
public record TiersWritten(
        Connection connection,
        InForce inForce,
        Scheme scheme,
        Evaluator evaluator,
        LoadedCustomers customers,
        Evaluation evaluation,
        LocalDate businessDate,
        Instant now,
        long changed,
        boolean ladder) {

    /// Query for the ids of those who have moved.
    public String moved() {
        long last = Dependents.mark(connection);
        return "select customer_id from tier_history where sequence > %d and sequence <= %d"
                .formatted(last - changed, last);
    }
}
