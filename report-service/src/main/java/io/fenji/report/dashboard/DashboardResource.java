package io.fenji.report.dashboard;

import io.fenji.report.upstream.DashboardCustomerApi;
import io.fenji.report.upstream.DashboardScoringApi;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// The questions of the dashboard that other services answer. Each is named here: nothing else can be reached this way.
@Path("/v1/dashboard")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DashboardResource {
    private static final String SCORING = "scoring-service";
    private static final String CUSTOMERS = "customer-service";

    private final DashboardScoringApi scoring;
    private final DashboardCustomerApi customers;
    private final CustomerSearch search;

    DashboardResource(
            @RestClient DashboardScoringApi scoring,
            @RestClient DashboardCustomerApi customers,
            CustomerSearch search) {
        this.scoring = scoring;
        this.customers = customers;
        this.search = search;
    }

    @GET
    @Path("/schemes")
    public Response schemes(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        return Passage.through(SCORING, () -> scoring.schemes(token, limit, after));
    }

    @GET
    @Path("/schemes/{key}/versions/{version}")
    public Response version(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("key") String key,
            @PathParam("version") int version) {
        return Passage.through(SCORING, () -> scoring.version(token, key, version));
    }

    @POST
    @Path("/simulations")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response simulate(@HeaderParam("Authorization") @Nullable String token, String request) {
        return Passage.through(SCORING, () -> scoring.simulate(token, request));
    }

    @GET
    @Path("/tier-runs")
    public Response tierRuns(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        return Passage.through(SCORING, () -> scoring.tierRuns(token, scheme, limit, after));
    }

    @GET
    @Path("/warnings")
    public Response warnings(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        return Passage.through(SCORING, () -> scoring.warnings(token, scheme, kind, severity, limit, after));
    }

    @GET
    @Path("/metrics")
    public Response metrics(@HeaderParam("Authorization") @Nullable String token) {
        return Passage.through(CUSTOMERS, () -> customers.metrics(token));
    }

    @GET
    @Path("/customers")
    @Cache(noStore = true)
    public FoundCustomers customers(
            @HeaderParam("Authorization") @Nullable String token,
            @QueryParam("search") @Nullable String text,
            @QueryParam("id") List<UUID> ids) {
        return search.find(token, text, ids);
    }

    @ServerExceptionMapper
    public Response passed(PassedProblem problem) {
        return problem.answer();
    }

    @GET
    @Path("/customers/{id}/tiers")
    public Response tiers(@HeaderParam("Authorization") @Nullable String token, @PathParam("id") UUID id) {
        return Passage.through(SCORING, () -> scoring.tiers(token, id));
    }

    @GET
    @Path("/customers/{id}/tiers/{scheme}/explanation")
    public Response explanation(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("id") UUID id,
            @PathParam("scheme") String scheme) {
        return Passage.through(SCORING, () -> scoring.explanation(token, id, scheme));
    }

    @GET
    @Path("/customers/{id}/tiers/{scheme}/way-up")
    public Response wayUp(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("id") UUID id,
            @PathParam("scheme") String scheme) {
        return Passage.through(SCORING, () -> scoring.wayUp(token, id, scheme));
    }

    @GET
    @Path("/customers/{id}/tiers/{scheme}/history")
    public Response history(
            @HeaderParam("Authorization") @Nullable String token,
            @PathParam("id") UUID id,
            @PathParam("scheme") String scheme,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        return Passage.through(SCORING, () -> scoring.history(token, id, scheme, limit, after));
    }
}
