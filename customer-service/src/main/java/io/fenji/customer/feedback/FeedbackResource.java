package io.fenji.customer.feedback;

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

/// Feedback, one by one and in batches.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FeedbackResource {
    private final Activities activities;
    private final ActivityBatch batches;
    private final MergePatch patches;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final ListedCustomer listed;

    FeedbackResource(
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
    @Path("/feedback")
    public Page<FeedbackEntry> list(
            @BeanParam CustomerParameters customer,
            @QueryParam("source") @Nullable String source,
            @QueryParam("type") @Nullable String type,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        @Nullable FeedbackType only = Checks.parameter(FeedbackType.class, "type", type);
        ActivityFilter filter = new ActivityFilter(
                listed.id(customer),
                source,
                only == null ? null : only.name(),
                channel,
                null,
                Checks.time("from", from),
                Checks.time("to", to));
        return cursors.page(
                "feedback?" + filter,
                after,
                most,
                (id, rows) -> activities.list(FeedbackEntry.TABLE, filter, id, rows).stream()
                        .map(FeedbackEntry::from)
                        .toList(),
                FeedbackEntry::id);
    }

    @POST
    @Path("/feedback")
    public Response create(
            @NotNull @Valid FeedbackEntryRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return idempotency.run(
                "POST /v1/feedback",
                idempotencyKey,
                request,
                () -> created(activities.create(FeedbackEntry.TABLE, request)));
    }

    @POST
    @Path("/feedback:batch")
    public BatchResult batch(@NotNull @Valid FeedbackEntryRequest.Batch request) {
        return batches.upsert(FeedbackEntry.TABLE, request.items());
    }

    @GET
    @Path("/feedback/{id}")
    public Response get(@PathParam("id") UUID id) {
        return ok(activities.get(FeedbackEntry.TABLE, id));
    }

    @PUT
    @Path("/feedback/{id}")
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid FeedbackEntryRequest request) {
        return ok(activities.replace(FeedbackEntry.TABLE, id, request, ifMatch));
    }

    @PATCH
    @Path("/feedback/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull ObjectNode patch) {
        return ok(activities.change(
                FeedbackEntry.TABLE,
                id,
                known -> patches.apply(FeedbackEntryRequest.class, FeedbackEntryRequest.of(known), patch, Set.of()),
                ifMatch));
    }

    @DELETE
    @Path("/feedback/{id}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        activities.delete(FeedbackEntry.TABLE, id, ifMatch);
    }

    @GET
    @Path("/feedback/by-key/{source}/{key}")
    public Response getByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return ok(activities.get(FeedbackEntry.TABLE, new ExternalKey(source, key)));
    }

    @PUT
    @Path("/feedback/by-key/{source}/{key}")
    public Response upsert(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid FeedbackEntryRequest request) {
        var upserted = activities.upsert(FeedbackEntry.TABLE, ExternalKey.ofPath(source, key), request, ifMatch);
        return upserted.created() ? created(upserted.activity()) : ok(upserted.activity());
    }

    @PATCH
    @Path("/feedback/by-key/{source}/{key}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patchByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        return patch(
                activities
                        .get(FeedbackEntry.TABLE, new ExternalKey(source, key))
                        .id(),
                ifMatch,
                patch);
    }

    @DELETE
    @Path("/feedback/by-key/{source}/{key}")
    public void deleteByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        delete(activities.get(FeedbackEntry.TABLE, new ExternalKey(source, key)).id(), ifMatch);
    }

    private static Response ok(Activity<FeedbackContent> row) {
        return Response.ok(FeedbackEntry.from(row))
                .header("ETag", EntityTags.of(row.version()))
                .build();
    }

    private static Response created(Activity<FeedbackContent> row) {
        return Response.created(URI.create("/v1/feedback/" + row.id()))
                .entity(FeedbackEntry.from(row))
                .header("ETag", EntityTags.of(row.version()))
                .build();
    }
}
