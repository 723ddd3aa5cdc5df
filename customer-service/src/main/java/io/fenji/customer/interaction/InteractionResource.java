package io.fenji.customer.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.activity.Activities;
import io.fenji.customer.activity.Activity;
import io.fenji.customer.activity.ActivityBatch;
import io.fenji.customer.activity.ActivityFilter;
import io.fenji.customer.filter.CustomerParameters;
import io.fenji.customer.filter.ListedCustomer;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.write.BatchResult;
import io.fenji.customer.write.MergePatch;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Interactions, one by one and in batches.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InteractionResource {
    private final Activities activities;
    private final ActivityBatch batches;
    private final MergePatch patches;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final ListedCustomer listed;

    InteractionResource(
            Activities activities,
            ActivityBatch batches,
            MergePatch patches,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            ListedCustomer listed) {
        this.activities = activities;
        this.batches = batches;
        this.patches = patches;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.listed = listed;
    }

    @GET
    @Path("/interactions")
    public Page<Interaction> list(
            @BeanParam CustomerParameters customer,
            @QueryParam("source") @Nullable String source,
            @QueryParam("type") @Nullable String type,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("direction") @Nullable String direction,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        @Nullable InteractionType only = Checks.parameter(InteractionType.class, "type", type);
        @Nullable Direction way = Checks.parameter(Direction.class, "direction", direction);
        ActivityFilter filter = new ActivityFilter(
                listed.id(customer),
                source,
                only == null ? null : only.name(),
                channel,
                way == null ? null : way.name(),
                Checks.time("from", from),
                Checks.time("to", to));
        return cursors.page(
                "interactions?" + filter,
                after,
                most,
                (id, rows) -> activities.list(Interaction.TABLE, filter, id, rows).stream()
                        .map(Interaction::from)
                        .toList(),
                Interaction::id);
    }

    @POST
    @Path("/interactions")
    public Response create(
            @NotNull @Valid InteractionRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return idempotency.run(
                "POST /v1/interactions",
                idempotencyKey,
                request,
                () -> created(activities.create(Interaction.TABLE, request)));
    }

    @POST
    @Path("/interactions:batch")
    public BatchResult batch(@NotNull @Valid InteractionRequest.Batch request) {
        return batches.upsert(Interaction.TABLE, request.items());
    }

    @GET
    @Path("/interactions/{id}")
    public Response get(@PathParam("id") UUID id) {
        return ok(activities.get(Interaction.TABLE, id));
    }

    @PUT
    @Path("/interactions/{id}")
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid InteractionRequest request) {
        return ok(activities.replace(Interaction.TABLE, id, request, ifMatch));
    }

    @PATCH
    @Path("/interactions/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull ObjectNode patch) {
        return ok(activities.change(
                Interaction.TABLE,
                id,
                known -> patches.apply(InteractionRequest.class, InteractionRequest.of(known), patch, Set.of()),
                ifMatch));
    }

    @DELETE
    @Path("/interactions/{id}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        activities.delete(Interaction.TABLE, id, ifMatch);
    }

    @GET
    @Path("/interactions/by-key/{source}/{key}")
    public Response getByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return ok(activities.get(Interaction.TABLE, new ExternalKey(source, key)));
    }

    @PUT
    @Path("/interactions/by-key/{source}/{key}")
    public Response upsert(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid InteractionRequest request) {
        var upserted = activities.upsert(Interaction.TABLE, ExternalKey.ofPath(source, key), request, ifMatch);
        return upserted.created() ? created(upserted.activity()) : ok(upserted.activity());
    }

    @PATCH
    @Path("/interactions/by-key/{source}/{key}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patchByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        return patch(
                activities.get(Interaction.TABLE, new ExternalKey(source, key)).id(), ifMatch, patch);
    }

    @DELETE
    @Path("/interactions/by-key/{source}/{key}")
    public void deleteByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        delete(activities.get(Interaction.TABLE, new ExternalKey(source, key)).id(), ifMatch);
    }

    private static Response ok(Activity<InteractionContent> row) {
        return Response.ok(Interaction.from(row))
                .header("ETag", EntityTags.of(row.version()))
                .build();
    }

    private static Response created(Activity<InteractionContent> row) {
        return Response.created(URI.create("/v1/interactions/" + row.id()))
                .entity(Interaction.from(row))
                .header("ETag", EntityTags.of(row.version()))
                .build();
    }
}
