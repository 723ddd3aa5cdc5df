package io.fenji.report.upstream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// What the dashboard may ask of scoring-service, with its reader's token. Answers are passed on as they are.
@Path("/v1")
@RegisterRestClient(configKey = "dashboard-scoring")
public interface DashboardScoringApi {

    @GET
    @Path("/schemes")
    Response schemes(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after);

    @GET
    @Path("/schemes/{key}/versions/{version}")
    Response version(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("key") String key,
            @PathParam("version") int version);

    @GET
    @Path("/tier-runs")
    Response tierRuns(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after);

    @GET
    @Path("/warnings")
    Response warnings(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after);

    @POST
    @Path("/simulations")
    @Consumes(MediaType.APPLICATION_JSON)
    Response simulate(@HeaderParam("Authorization") @Nullable String token, String request);

    @GET
    @Path("/customers/{id}/tiers")
    Response tiers(@HeaderParam("Authorization") @Nullable String token, @PathParam("id") UUID id);

    @GET
    @Path("/customers/{id}/tiers/{scheme}/explanation")
    Response explanation(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("id") UUID id,
            @PathParam("scheme") String scheme);

    @GET
    @Path("/customers/{id}/tiers/{scheme}/way-up")
    Response wayUp(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("id") UUID id,
            @PathParam("scheme") String scheme);

    @GET
    @Path("/customers/{id}/tiers/{scheme}/history")
    Response history(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("id") UUID id,
            @PathParam("scheme") String scheme,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after);
}
