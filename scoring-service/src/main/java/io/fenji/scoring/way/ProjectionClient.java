package io.fenji.scoring.way;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// customer-service's projection of a customer's metrics, as JSON.
@RegisterRestClient(configKey = "customer-service-projection")
@Path("/v1/customers/{id}/metric-projection")
public interface ProjectionClient {
    /// From the base's business date on.
    ///
    /// @param to the last day
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    InputStream project(@PathParam("id") UUID customerId, @QueryParam("to") LocalDate to);
}
