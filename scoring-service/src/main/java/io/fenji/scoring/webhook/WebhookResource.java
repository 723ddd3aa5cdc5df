package io.fenji.scoring.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Endpoints of others that tier changes are sent to.
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhookResource {
    private static final String SCOPE = "webhooks";

    private final WebhookEditor editor;
    private final WebhookStore store;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final Database database;
    private final ObjectMapper json;

    WebhookResource(
            WebhookEditor editor,
            WebhookStore store,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            Database database,
            ObjectMapper json) {
        this.editor = editor;
        this.store = store;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.database = database;
        this.json = json;
    }

    @GET
    public Page<Webhook> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        return cursors.page(
                SCOPE,
                after,
                PageRequest.limit(limit),
                (last, rows) -> database.call(c -> store.page(c, last, rows)),
                Webhook::id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid WebhookRequest.New request) {
        editor.requireCallable(request.url());
        return withSecret(idempotency.run("POST /v1/webhooks", idempotencyKey, request, () -> {
            Webhook.WithSecret created = editor.create(request);
            return Response.created(
                            URI.create("/v1/webhooks/" + created.webhook().id()))
                    .header("ETag", EntityTags.of(created.webhook().revision()))
                    .entity(created)
                    .build();
        }));
    }

    @GET
    // `…:verb` is not one of these: asked with another method it is not allowed, rather than not found.
    @Path("/{id: [^:/]+}")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Webhook found = database.call(c -> store.require(c, id));
        String tag = EntityTags.of(found.revision());
        return EntityTags.notModified(ifNoneMatch, tag)
                ? Response.notModified().header("ETag", tag).build()
                : ok(found);
    }

    @PUT
    @Path("/{id: [^:/]+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid WebhookRequest request) {
        editor.requireCallable(request.url());
        return ok(editor.replace(id, ifMatch, request));
    }

    @DELETE
    @Path("/{id: [^:/]+}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        editor.delete(id, ifMatch);
    }

    @POST
    @Path("/{id}:rotate-secret")
    public Response rotateSecret(
            @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return withSecret(idempotency.run(
                "POST /v1/webhooks/%s:rotate-secret".formatted(id), idempotencyKey, "", () -> {
                    Webhook.WithSecret rotated = editor.rotateSecret(id);
                    return Response.ok(rotated)
                            .header("ETag", EntityTags.of(rotated.webhook().revision()))
                            .build();
                }));
    }

    @POST
    @Path("/{id}:enable")
    public Response enable(@PathParam("id") UUID id) {
        return ok(editor.enable(id));
    }

    @POST
    @Path("/{id}:disable")
    public Response disable(@PathParam("id") UUID id) {
        return ok(editor.disable(id));
    }

    /// The answer as it is stored has the secret sealed; this is the one that goes out.
    private Response withSecret(Response stored) {
        try {
            ObjectNode body = stored.getEntity() instanceof String replayed
                    ? (ObjectNode) json.readTree(replayed)
                    : json.valueToTree(stored.getEntity());
            UUID id = UUID.fromString(body.at("/webhook/id").asText());
            body.put("secret", editor.open(id, body.path("secret").asText()));
            return Response.fromResponse(stored)
                    .entity(body)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .header("Cache-Control", "no-store")
                    .build();
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }

    private static Response ok(Webhook webhook) {
        return Response.ok(webhook)
                .header("ETag", EntityTags.of(webhook.revision()))
                .build();
    }
}
