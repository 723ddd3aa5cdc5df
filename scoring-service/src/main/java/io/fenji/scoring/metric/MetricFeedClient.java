package io.fenji.scoring.metric;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// customer-service's feed of changed metric vectors, as a stream of NDJSON.
@RegisterRestClient(configKey = "customer-service-feed")
@Path("/v1/metric-feed")
public interface MetricFeedClient {
    /// One page.
    ///
    /// @param after the cursor of the page before; null from the beginning
    /// @param wait seconds that the answer may be held back when there is nothing
    @GET
    @Produces("application/x-ndjson")
    InputStream read(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") int limit, @QueryParam("wait") int wait);
}
