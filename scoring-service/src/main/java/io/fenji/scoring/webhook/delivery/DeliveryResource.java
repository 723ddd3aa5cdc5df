package io.fenji.scoring.webhook.delivery;

import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.webhook.WebhookStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was sent to a webhook, and sending it again.
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeliveryResource {
    private final Deliveries deliveries;
    private final Replays replays;
    private final WebhookStore webhooks;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final Database database;

    DeliveryResource(
            Deliveries deliveries,
            Replays replays,
            WebhookStore webhooks,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            Database database) {
        this.deliveries = deliveries;
        this.replays = replays;
        this.webhooks = webhooks;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.database = database;
    }

    @POST
    @Path("/{id}:test")
    public TestResult test(@PathParam("id") UUID id) {
        return replays.test(id);
    }

    @POST
    @Path("/{id}:replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replayFrom(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid ReplayRequest request) {
        return idempotency.run(
                "POST /v1/webhooks/%s:replay".formatted(id),
                idempotencyKey,
                request,
                () -> Response.accepted(replays.replayFrom(id, request)).build());
    }

    @GET
    @Path("/{id}/deliveries")
    public Page<Delivery> list(
            @PathParam("id") UUID id,
            @QueryParam("state") @Nullable DeliveryState state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        database.call(c -> webhooks.require(c, id));
        return cursors.page(
                "webhook-deliveries|%s|%s".formatted(id, state),
                after,
                PageRequest.limit(limit),
                (last, rows) -> database.call(c -> deliveries.page(c, id, state, last, rows)),
                Delivery::id);
    }

    @GET
    @Path("/{id}/deliveries/{deliveryId: [^:/]+}")
    public Delivery get(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
        return database.call(c -> deliveries.require(c, id, deliveryId));
    }

    @POST
    @Path("/{id}/deliveries/{deliveryId}:replay")
    public Response replay(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
        return Response.accepted(replays.replay(id, deliveryId)).build();
    }
}
