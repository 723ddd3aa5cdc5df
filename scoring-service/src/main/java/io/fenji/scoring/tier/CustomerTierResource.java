package io.fenji.scoring.tier;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.http.TaggedJson;
import io.fenji.kit.paging.Page;
import io.fenji.scoring.clock.ClockReader;
import io.fenji.scoring.clock.Clocks;
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
    private final ClockReader clocks;
    private final TaggedJson tagged;

    CustomerTierResource(
            TierReader tiers, Explainer explainer, TierHistory history, ClockReader clocks, TaggedJson tagged) {
        this.tiers = tiers;
        this.explainer = explainer;
        this.history = history;
        this.clocks = clocks;
        this.tagged = tagged;
    }

    @GET
    @Path("/{customerId}/tiers")
    public Response list(
            @PathParam("customerId") UUID customerId,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("knownAt") @Nullable String knownAt,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return list(customerId, clocks.read("", asOf, knownAt), ifNoneMatch);
    }

    @GET
    @Path("/by-key/{source}/{key}/tiers")
    public Response listByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("knownAt") @Nullable String knownAt,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return list(tiers.byKey(source, key), clocks.read("", asOf, knownAt), ifNoneMatch);
    }

    private Response list(UUID customerId, @Nullable Clocks asked, @Nullable String ifNoneMatch) {
        return tagged.answer(new Page<>(tiers.all(customerId, asked), null), ifNoneMatch);
    }

    @GET
    @Path("/{customerId}/tiers/{scheme}")
    public Response get(
            @PathParam("customerId") UUID customerId,
            @PathParam("scheme") String scheme,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("knownAt") @Nullable String knownAt,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return get(customerId, scheme, clocks.read("", asOf, knownAt), ifNoneMatch);
    }

    @GET
    @Path("/by-key/{source}/{key}/tiers/{scheme}")
    public Response getByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @PathParam("scheme") String scheme,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("knownAt") @Nullable String knownAt,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        @Nullable Clocks asked = clocks.read("", asOf, knownAt);
        return get(tiers.byKey(source, key), scheme, asked, ifNoneMatch);
    }

    private Response get(UUID customerId, String scheme, @Nullable Clocks asked, @Nullable String ifNoneMatch) {
        TierAnswer answer = tiers.one(customerId, scheme, asked);
        String tag = answer.entityTag();
        if (EntityTags.notModified(ifNoneMatch, tag)) {
            return Response.notModified().header("ETag", tag).build();
        }
        return Response.ok(answer).header("ETag", tag).build();
    }

    @GET
    @Path("/{customerId}/tiers/{scheme}/explanation")
    public Response explain(
            @PathParam("customerId") UUID customerId,
            @PathParam("scheme") String scheme,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return tagged.answer(explainer.explain(customerId, scheme), ifNoneMatch);
    }

    @GET
    @Path("/by-key/{source}/{key}/tiers/{scheme}/explanation")
    public Response explainByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @PathParam("scheme") String scheme,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return explain(tiers.byKey(source, key), scheme, ifNoneMatch);
    }

    @GET
    @Path("/{customerId}/tiers/{scheme}/history")
    public Response history(
            @PathParam("customerId") UUID customerId,
            @PathParam("scheme") String scheme,
            @QueryParam("knownAt") @Nullable String knownAt,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        @Nullable Clocks asked = clocks.read("", null, knownAt);
        return tagged.answer(history.page(customerId, scheme, asked, limit, after), ifNoneMatch);
    }

    @GET
    @Path("/by-key/{source}/{key}/tiers/{scheme}/history")
    public Response historyByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @PathParam("scheme") String scheme,
            @QueryParam("knownAt") @Nullable String knownAt,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return history(tiers.byKey(source, key), scheme, knownAt, limit, after, ifNoneMatch);
    }
}
