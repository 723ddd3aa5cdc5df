package io.fenji.customer.duplicate;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;

/// Stores what a search found in transactions of their own, so that no writer waits for more than one portion.
/// A portion locks its customers in the order of their ids, as everyone does; where another is in its way it begins
/// again.
final class Portions {
    static final int SIZE = 10_000;
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40P01", "40001");
    private static final int TRIES = 10;

    /// Stores a portion.
    @FunctionalInterface
    interface Portion<P> {
        /// Where the portion ends.
        ///
        /// @return empty when nothing was left after the place
        Optional<P> store(Connection connection, P after);
    }

    private Portions() {}

    static <P> void each(Connection connection, P start, Portion<P> portion) throws Exception {
        Optional<P> place = Optional.of(start);
        while (place.isPresent()) {
            place = once(connection, place.get(), portion);
        }
    }

    private static <P> Optional<P> once(Connection connection, P after, Portion<P> portion) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return Database.transaction(connection, c -> portion.store(c, after));
            } catch (SqlFailure failure) {
                if (attempt == TRIES || !WORTH_ANOTHER_TRY.contains(failure.state())) {
                    throw failure;
                }
            }
        }
    }
}
