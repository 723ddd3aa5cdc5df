package io.fenji.scoring.segment.set;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.language.Language;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationStarts;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.scheme.Validation;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Segment sets.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SegmentSetResource {
    private static final String SCOPE = "segment-sets";

    private final SegmentSetEditor editor;
    private final Database database;
    private final IdempotencyStore idempotency;
    private final OperationStarts operations;
    private final CursorCodec cursors;

    SegmentSetResource(
            SegmentSetEditor editor,
            Database database,
            IdempotencyStore idempotency,
            OperationStarts operations,
            CursorCodec cursors) {
        this.editor = editor;
        this.database = database;
        this.idempotency = idempotency;
        this.operations = operations;
        this.cursors = cursors;
    }

    @GET
    @Path("/segment-sets")
    public Page<SegmentSetResponse> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        int most = PageRequest.limit(limit);
        @Nullable String position = cursors.decode(SCOPE, after);
        List<SegmentSetResponse> found = database.call(c -> SegmentSetStore.page(c, position, most + 1)).stream()
                .map(editor::response)
                .toList();
        return found.size() > most
                ? new Page<>(
                        found.subList(0, most),
                        cursors.encode(SCOPE, found.get(most - 1).key()))
                : new Page<>(found, null);
    }

    @POST
    @Path("/segment-sets")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull JsonNode document,
            @Context HttpHeaders headers) {
        return idempotency.run("POST /v1/segment-sets", idempotencyKey, document, () -> {
            SegmentSetResponse created = editor.create(document, Language.of(headers.getAcceptableLanguages()));
            return Response.created(URI.create("/v1/segment-sets/" + created.key()))
                    .header("ETag", EntityTags.of(created.revision()))
                    .entity(created)
                    .build();
        });
    }

    @POST
    @Path("/segment-sets:validate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Validation validate(@NotNull JsonNode document) {
        return Validation.of(editor.findings(document));
    }

    @GET
    // `…:verb` is not one of these.
    @Path("/segment-sets/{setKey: [^:/]+}")
    public Response get(@PathParam("setKey") String key) {
        SegmentSetResponse found = editor.response(
                database.call(c -> SegmentSetStore.find(c, key)).orElseThrow(() -> SegmentSetEditor.missing(key)));
        return Response.ok(found)
                .header("ETag", EntityTags.of(found.revision()))
                .build();
    }

    @PUT
    @Path("/segment-sets/{setKey: [^:/]+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @PathParam("setKey") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull JsonNode document,
            @Context HttpHeaders headers) {
        SegmentSetResponse replaced =
                editor.replace(key, document, ifMatch, Language.of(headers.getAcceptableLanguages()));
        return Response.ok(replaced)
                .header("ETag", EntityTags.of(replaced.revision()))
                .build();
    }

    @DELETE
    @Path("/segment-sets/{setKey: [^:/]+}")
    public void delete(@PathParam("setKey") String key, @HeaderParam("If-Match") @Nullable String ifMatch) {
        editor.delete(key, ifMatch);
    }

    @POST
    @Path("/segment-sets/{setKey}:calibrate")
    public Response calibrate(
            @PathParam("setKey") String key, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return operations.run(
                "POST /v1/segment-sets/%s:calibrate".formatted(key),
                idempotencyKey,
                Map.of(),
                (connection, store) -> editor.calibrate(connection, key));
    }
}
