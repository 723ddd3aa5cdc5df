package io.fenji.customer.crypto;

import io.fenji.kit.crypto.EnvelopeException;
import io.fenji.kit.sql.Sql;
import java.sql.Connection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stored envelopes of a kind, which a key rotation brings under the active key.
public interface Envelopes {
    /// Where a row stands in the order in which a rotation goes through a table.
    ///
    /// @param second as text that PostgreSQL reads
    record Place(UUID first, String second) {}

    /// What was done.
    ///
    /// @param last the place behind which it goes on; null at the end
    record Portion(@Nullable Place last, int rotated) {
        /// Nothing is left.
        public static final Portion END = new Portion(null, 0);
    }

    /// The condition for an envelope in a column being under another key. It takes the active head twice.
    static String underOther(String column) {
        return "substring(%s from 1 for length(?::bytea)) <> ?::bytea".formatted(column);
    }

    /// How many rows of a table have an envelope in a column under another key.
    static long waiting(Connection connection, String table, String column, byte[] activeHead) {
        return Sql.only(
                connection,
                "select count(*) from %s where %s".formatted(table, underOther(column)),
                row -> row.getLong(1),
                activeHead,
                activeHead);
    }

    /// What a rotation calls its work on them.
    String phase();

    /// How many rows have an envelope under another key.
    long waiting(Connection connection);

    /// Brings the portion behind a place under the active key, in the transaction of the connection.
    ///
    /// @throws EnvelopeException when one does not open; nothing of the portion is changed then
    Portion rotate(Connection connection, @Nullable Place after);
}
