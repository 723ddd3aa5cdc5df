package io.fenji.report.definition;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
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
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps definitions.
@Path("/v1/report-definitions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DefinitionResource {
    private final DefinitionStore definitions;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;

    DefinitionResource(DefinitionStore definitions, IdempotencyStore idempotency, CursorCodec cursors) {
        this.definitions = definitions;
        this.idempotency = idempotency;
        this.cursors = cursors;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid DefinitionRequest request) {
        Sections.check(request.sections());
        return idempotency.run("POST /v1/report-definitions", key, request, () -> {
            Definition created = definitions.create(request);
            return tagged(Response.created(URI.create("/v1/report-definitions/" + created.id())), created);
        });
    }

    @GET
    public Page<Definition> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        return cursors.page("report-definitions", after, PageRequest.limit(limit), definitions::list, Definition::id);
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        return tagged(Response.ok(), require(id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid DefinitionRequest request) {
        Sections.check(request.sections());
        Definition before = require(id);
        EntityTags.requireMatch(ifMatch, before.revision());
        return tagged(
                Response.ok(),
                definitions.replace(id, before.revision(), request).orElseThrow(DefinitionResource::overtaken));
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        Definition before = require(id);
        EntityTags.requireMatch(ifMatch, before.revision());
        if (!definitions.delete(id, before.revision())) {
            throw overtaken();
        }
    }

    private Definition require(UUID id) {
        return definitions
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("There is no report definition %s".formatted(id)));
    }

    private static ProblemException overtaken() {
        return ProblemException.at(
                CommonProblem.PRECONDITION_FAILED, "If-Match", "STALE", "The definition has changed meanwhile");
    }

    private static Response tagged(Response.ResponseBuilder answer, Definition definition) {
        return answer.entity(definition)
                .header("ETag", EntityTags.of(definition.revision()))
                .build();
    }
}
