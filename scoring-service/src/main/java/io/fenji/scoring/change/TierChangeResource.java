package io.fenji.scoring.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.feed.LongPoll;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The feed of tier changes. Changes are numbered by the one transaction at a time that may make them, so what a
/// reader sees is always the whole beginning of the feed.
@Path("/v1/tier-changes")
@RunOnVirtualThread
public class TierChangeResource {
    private static final int DEFAULT_LIMIT = 5_000;
    private static final int MAX_LIMIT = 50_000;
    private static final int FETCH = 2_000;

    /// The last line.
    @RegisterForReflection
    public record Trailer(boolean end, long count, String next, boolean more) {}

    private final Database database;
    private final ObjectMapper json;

    TierChangeResource(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    @GET
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public StreamingOutput follow(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("wait") @Nullable Integer wait) {
        int most = PageRequest.limit(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Duration longest = LongPoll.seconds(wait);
        FeedCursor cursor = database.call(c -> FeedCursor.parse(after, FeedCursor.epoch(c)));
        cursor.requireWithin(last());
        LongPoll.await(longest, () -> last() > cursor.sequence());
        return out -> write(new NdjsonWriter(out, json), cursor, most);
    }

    private long last() {
        return database.call(TierChangeFeed::last);
    }

    private void write(NdjsonWriter writer, FeedCursor cursor, int most) {
        long last = last();
        long[] reached = {cursor.sequence()};
        database.transaction(c -> {
            Sql.each(
                    c,
                    FETCH,
                    "select " + TierChangeEvent.COLUMNS
                            + " from tier_history where sequence > ? order by sequence limit ?",
                    row -> {
                        writer.item(TierChangeEvent.from(cursor.epoch(), row));
                        reached[0] = row.getLong(1);
                    },
                    cursor.sequence(),
                    most);
            return true;
        });
        writer.end(new Trailer(true, writer.count(), cursor.at(reached[0]).encode(), last > reached[0]));
    }
}
