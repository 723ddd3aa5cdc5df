package io.fenji.scoring.metric;

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

/// A customer's metrics as customer-service computes them for a past date, from what it knows now.
@RegisterRestClient(configKey = "customer-service")
@Path("/v1/customers/{id}/metrics")
public interface PastMetricsClient {
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    InputStream metrics(@PathParam("id") UUID customerId, @QueryParam("asOf") LocalDate asOf);
}
