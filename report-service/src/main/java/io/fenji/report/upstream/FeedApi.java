package io.fenji.report.upstream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// The feeds of both services. Apart from the other calls because a long poll needs a longer time limit.
public final class FeedApi {
    private static final String NDJSON = "application/x-ndjson";

    private FeedApi() {}

    /// customer-service's.
    @Path("/v1/metric-feed")
    @RegisterRestClient(configKey = "metric-feed")
    public interface Metrics {
        /// One page.
        ///
        /// @return lines as they come; close it
        @GET
        @Produces(NDJSON)
        InputStream read(
                @QueryParam("after") @Nullable String after,
                @QueryParam("limit") int limit,
                @QueryParam("wait") long waitSeconds);
    }

    /// customer-service's, of attributes and of what was bought.
    @Path("/v1/fact-feed")
    @RegisterRestClient(configKey = "fact-feed")
    public interface Facts {
        /// One page.
        ///
        /// @return lines as they come; close it
        @GET
        @Produces(NDJSON)
        InputStream read(
                @QueryParam("after") @Nullable String after,
                @QueryParam("limit") int limit,
                @QueryParam("wait") long waitSeconds);
    }

    /// scoring-service's.
    @Path("/v1/tier-changes")
    @RegisterRestClient(configKey = "tier-changes")
    public interface TierChanges {
        /// One page.
        ///
        /// @return lines as they come; close it
        @GET
        @Produces(NDJSON)
        InputStream read(
                @QueryParam("after") @Nullable String after,
                @QueryParam("limit") int limit,
                @QueryParam("wait") long waitSeconds);
    }
}
