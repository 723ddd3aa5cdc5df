package io.fenji.customer.crypto;

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

    /// What a rotation calls its work on them.
    String phase();

    /// How many rows have an envelope under another key.
    long waiting(Connection connection);

    /// Brings the portion behind a place under the active key, in the transaction of the connection.
    ///
    /// @throws EnvelopeException when one does not open; nothing of the portion is changed then
    Portion rotate(Connection connection, @Nullable Place after);
}
