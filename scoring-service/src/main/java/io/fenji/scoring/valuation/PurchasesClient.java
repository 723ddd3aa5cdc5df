package io.fenji.scoring.valuation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.LocalDate;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// customer-service's purchases of the whole base, by customer and by month.
@RegisterRestClient(configKey = "customer-service-purchases")
@Path("/v1")
public interface PurchasesClient {
    /// NDJSON, a customer a line.
    ///
    /// @param until the last day that counts
    /// @param holdoutUntil the last day of the part held out; null for none
    @GET
    @Path("/purchase-summaries")
    @Produces("application/x-ndjson")
    InputStream summaries(
            @QueryParam("until") LocalDate until, @QueryParam("holdoutUntil") @Nullable LocalDate holdoutUntil);

    @GET
    @Path("/purchase-months")
    @Produces(MediaType.APPLICATION_JSON)
    InputStream months(@QueryParam("until") LocalDate until);
}
