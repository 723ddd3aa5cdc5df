package io.fenji.customer.duplicate;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.SqlFailure;
import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stores what a search found in transactions of their own, so that no writer waits for more than one portion. A portion
/// locks its customers in the order of their ids, as everyone does; where another is in its way it begins again.
final class Portions {
    static final int SIZE = 10_000;
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40P01", "40001");
    private static final int TRIES = 10;

    /// Stores a portion.
    @FunctionalInterface
    interface Portion<P> {
        /// Where the portion ends.
        ///
        /// @return null when nothing was left after the place
        @Nullable
        P store(Connection connection, P after);
    }

    private Portions() {}

    static <P> void each(Connection connection, P start, Portion<P> portion) throws Exception {
        @Nullable P place = start;
        while (place != null) {
            place = once(connection, place, portion);
        }
    }

    private static <P> @Nullable P once(Connection connection, P after, Portion<P> portion) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return Database.<@Nullable P>transaction(connection, c -> portion.store(c, after));
            } catch (SqlFailure failure) {
                if (attempt == TRIES || !WORTH_ANOTHER_TRY.contains(failure.state())) {
                    throw failure;
                }
            }
        }
    }
}
