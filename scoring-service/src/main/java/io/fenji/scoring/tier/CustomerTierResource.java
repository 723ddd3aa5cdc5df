package io.fenji.scoring.tier;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One customer's tiers.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerTierResource {
    private final TierReader tiers;
    private final Explainer explainer;
    private final TierHistory history;

    CustomerTierResource(TierReader tiers, Explainer explainer, TierHistory history) {
        this.tiers = tiers;
        this.explainer = explainer;
        this.history = history;
    }

    @GET
    @Path("/{customerId}/tiers")
    public Page<TierAnswer> list(@PathParam("customerId") UUID customerId) {
        return new Page<>(tiers.all(customerId), null);
    }

    @GET
    @Path("/by-key/{source}/{key}/tiers")
    public Page<TierAnswer> listByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return new Page<>(tiers.all(tiers.byKey(source, key)), null);
    }

    @GET
    @Path("/{customerId}/tiers/{scheme}")
    public Response get(
            @PathParam("customerId") UUID customerId,
            @PathParam("scheme") String scheme,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        TierAnswer answer = tiers.one(customerId, scheme);
        String tag = answer.entityTag();
        if (EntityTags.notModified(ifNoneMatch, tag)) {
            return Response.notModified().header("ETag", tag).build();
        }
        return Response.ok(answer).header("ETag", tag).build();
    }

    @GET
    @Path("/{customerId}/tiers/{scheme}/explanation")
    public JsonNode explain(@PathParam("customerId") UUID customerId, @PathParam("scheme") String scheme) {
        return explainer.explain(customerId, scheme);
    }

    @GET
    @Path("/{customerId}/tiers/{scheme}/history")
    public Page<TierHistory.Entry> history(
            @PathParam("customerId") UUID customerId,
            @PathParam("scheme") String scheme,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return history.page(customerId, scheme, limit, after);
    }
}
