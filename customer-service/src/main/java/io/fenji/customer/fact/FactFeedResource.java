package io.fenji.customer.fact;

import io.fenji.kit.feed.FeedEndpoint;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// The fact feed: snapshot and changes behind one cursor.
@Path("/v1/fact-feed")
@RunOnVirtualThread
public class FactFeedResource {
    private final FactFeed feed;
    private final FeedEndpoint endpoint;

    FactFeedResource(FactFeed feed, FeedEndpoint endpoint) {
        this.feed = feed;
        this.endpoint = endpoint;
    }

    @GET
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public Response read(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("wait") @Nullable Integer wait) {
        return endpoint.answer(feed, after, limit, wait);
    }
}
