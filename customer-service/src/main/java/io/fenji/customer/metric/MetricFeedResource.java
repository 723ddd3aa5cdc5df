package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.feed.FeedCursor;
import io.fenji.kit.feed.LongPoll;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.kit.paging.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The metric feed: snapshot and changes behind one cursor.
@Path("/v1/metric-feed")
@RunOnVirtualThread
public class MetricFeedResource {
    private static final int DEFAULT_LIMIT = 5_000;
    private static final int MAX_LIMIT = 50_000;

    /// The last line.
    @RegisterForReflection
    record End(boolean end, long count, String next, boolean more, LocalDate businessDate) {}

    private final MetricFeed feed;
    private final ObjectMapper json;

    MetricFeedResource(MetricFeed feed, ObjectMapper json) {
        this.feed = feed;
        this.json = json;
    }

    @GET
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public Response read(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("wait") @Nullable Integer wait) {
        int most = PageRequest.limit(limit, DEFAULT_LIMIT, MAX_LIMIT);
        Duration longest = LongPoll.seconds(wait);
        FeedCursor cursor = feed.cursor(after);
        LongPoll.await(longest, () -> feed.hasItems(cursor));
        if (longest.isZero()) {
            feed.publish();
        }
        StreamingOutput body = out -> {
            NdjsonWriter writer = new NdjsonWriter(out, json);
            feed.read(cursor, most, new MetricFeed.Page() {
                @Override
                public void item(FeedRow row) {
                    writer.item(row);
                }

                @Override
                public void end(FeedCursor next, boolean more, LocalDate businessDate) {
                    writer.end(new End(true, writer.count(), next.encode(), more, businessDate));
                }
            });
        };
        return Response.ok(body, NdjsonWriter.MEDIA_TYPE).build();
    }
}
