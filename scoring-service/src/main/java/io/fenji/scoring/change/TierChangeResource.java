package io.fenji.scoring.change;

import io.fenji.kit.feed.FeedEndpoint;
import io.fenji.kit.ndjson.NdjsonWriter;
import io.fenji.scoring.clock.ClockReader;
import io.fenji.scoring.clock.Clocks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Every change of a tier, in order.
@Path("/v1/tier-changes")
@RunOnVirtualThread
public class TierChangeResource {
    private final TierChangeFeed feed;
    private final FeedEndpoint endpoint;
    private final ClockReader clocks;

    TierChangeResource(TierChangeFeed feed, FeedEndpoint endpoint, ClockReader clocks) {
        this.feed = feed;
        this.endpoint = endpoint;
        this.clocks = clocks;
    }

    @GET
    @Produces(NdjsonWriter.MEDIA_TYPE)
    public Response follow(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("wait") @Nullable Integer wait,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("knownAt") @Nullable String knownAt) {
        @Nullable Clocks asked = clocks.read("", asOf, knownAt);
        return endpoint.answer(asked == null ? feed : feed.at(asked), after, limit, wait);
    }
}
