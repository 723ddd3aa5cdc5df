package io.fenji.kit.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.signal.Signals;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// What every feed's endpoint does: checks the cursor, waits when there is nothing yet, answers with one page.
@ApplicationScoped
public class FeedEndpoint {
    private static final int DEFAULT_LIMIT = 5_000;
    private static final int MAX_LIMIT = 50_000;

    private final Database database;
    private final ObjectMapper json;
    private final Signals signals;
    private final Duration poll;

    FeedEndpoint(
            Database database,
            ObjectMapper json,
            Signals signals,
            @ConfigProperty(name = "fenji.feeds.poll", defaultValue = "2s") Duration poll) {
        this.database = database;
        this.json = json;
        this.signals = signals;
        this.poll = poll;
    }

    /// One page as NDJSON.
    ///
    /// @param after the reader's cursor, null for the feed's beginning
    /// @param limit 1 … 50,000, 5,000 when null
    /// @param wait seconds to hold an empty answer back, 0 … 30
    /// @throws io.fenji.kit.problem.ProblemException 400 for a parameter, 410 for a cursor of another epoch
    public Response answer(Feed feed, @Nullable String after, @Nullable Integer limit, @Nullable Integer wait) {
        int most = PageRequest.limit(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Duration longest = LongPoll.seconds(wait);
        FeedCursor cursor = database.call(connection -> {
            FeedCursor parsed = FeedCursor.parse(after, FeedCursor.epoch(connection));
            parsed.requireWithin(feed.last(connection));
            return parsed;
        });
        FeedPage page = new FeedPage(cursor, most, json);
        LongPoll.await(signals.of(feed.signal()), longest, poll, () -> feed.hasItems(page));
        StreamingOutput body = read(feed, page)::writeTo;
        return Response.ok(body, NdjsonWriter.MEDIA_TYPE).build();
    }

    private PageBuffer read(Feed feed, FeedPage page) {
        Object trailer = database.transaction(connection -> {
            // What the trailer says and the items must be of one moment.
            Sql.execute(connection, "set transaction isolation level repeatable read read only");
            return feed.read(connection, page);
        });
        return page.end(trailer);
    }
}
