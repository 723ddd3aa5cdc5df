package io.fenji.scoring.warning.change;

import io.fenji.kit.feed.FeedEndpoint;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// What becomes of warnings, in order.
@Path("/v1/warning-changes")
@RunOnVirtualThread
public class WarningChangeResource {
    private final WarningChangeFeed feed;
    private final FeedEndpoint endpoint;

    WarningChangeResource(WarningChangeFeed feed, FeedEndpoint endpoint) {
        this.feed = feed;
        this.endpoint = endpoint;
    }

    @GET
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public Response follow(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("wait") @Nullable Integer wait) {
        return endpoint.answer(feed, after, limit, wait);
    }
}
