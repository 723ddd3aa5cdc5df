package io.fenji.report.upstream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// What the dashboard may ask of customer-service, with its reader's token.
@Path("/v1")
@RegisterRestClient(configKey = "dashboard-customer")
public interface DashboardCustomerApi {

    @GET
    @Path("/customers")
    Response customers(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("id") @Nullable List<UUID> ids,
            @QueryParam("namePrefix") @Nullable String namePrefix,
            @QueryParam("key") @Nullable String key,
            @QueryParam("limit") int limit);

    @GET
    @Path("/imports")
    Response imports(@HeaderParam("Authorization") @Nullable String token, @QueryParam("limit") @Nullable String limit);

    @GET
    @Path("/metrics")
    Response metrics(@HeaderParam("Authorization") @Nullable String token);
}
