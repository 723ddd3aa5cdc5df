package io.fenji.kit.feed;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Sql;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place in a feed: the last sequence number read, and the epoch of the database that numbered it. A
/// database that was restored or rebuilt has another epoch; its feed must be read from the start.
public record FeedCursor(UUID epoch, long sequence) {
    private static final int LENGTH = 24;

    /// The epoch of this database.
    public static UUID epoch(Connection connection) {
        return Sql.only(connection, "select epoch from feed_epoch", row -> row.getObject(1, UUID.class));
    }

    /// Reads a client's cursor.
    ///
    /// @param after the client's cursor, null for the feed's beginning
    /// @return the place to read on from
    /// @throws ProblemException 400 when it is no cursor, 410 when it is one of another epoch
    public static FeedCursor parse(@Nullable String after, UUID epoch) {
        if (after == null) {
            return new FeedCursor(epoch, 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(base64(after));
        if (bytes.remaining() != LENGTH) {
            throw invalid();
        }
        FeedCursor cursor = new FeedCursor(new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong());
        if (!cursor.epoch.equals(epoch)) {
            throw new ProblemException(
                    CommonProblem.FEED_EPOCH_CHANGED,
                    "This cursor is of another epoch of the feed: drop your copy and read again without `after`");
        }
        if (cursor.sequence < 0) {
            throw invalid();
        }
        return cursor;
    }

    /// Notices a database that was put back to an earlier state with its epoch: it has not given this number yet.
    ///
    /// @param last the highest number the feed has given
    /// @throws ProblemException 410 when the cursor lies ahead of the feed
    public void requireWithin(long last) {
        if (sequence > last) {
            throw new ProblemException(
                    CommonProblem.FEED_EPOCH_CHANGED,
                    "This cursor lies ahead of the feed: drop your copy and read again without `after`");
        }
    }

    public FeedCursor at(long newSequence) {
        return new FeedCursor(epoch, newSequence);
    }

    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(LENGTH)
                        .putLong(epoch.getMostSignificantBits())
                        .putLong(epoch.getLeastSignificantBits())
                        .putLong(sequence)
                        .array());
    }

    private static byte[] base64(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.at(
                CommonProblem.INVALID_CURSOR,
                "after",
                "INVALID_CURSOR",
                "Take `after` unchanged from the feed's trailer");
    }
}
