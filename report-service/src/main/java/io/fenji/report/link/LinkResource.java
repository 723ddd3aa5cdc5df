package io.fenji.report.link;

import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.report.ArtefactAnswers;
import io.fenji.report.report.ReportStore;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/// Links to a report's artefacts.
@Path("/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LinkResource {
    private final Links links;
    private final LinkStore store;
    private final ArtefactAnswers artefacts;
    private final ReportStore reports;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final Database database;

    LinkResource(
            Links links,
            LinkStore store,
            ArtefactAnswers artefacts,
            ReportStore reports,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            Database database) {
        this.links = links;
        this.store = store;
        this.artefacts = artefacts;
        this.reports = reports;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.database = database;
    }

    @GET
    @Path("/{id}/links")
    public Page<Link> list(
            @PathParam("id") UUID id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        if (reports.find(id).isEmpty()) {
            throw ProblemException.notFound("There is no report %s".formatted(id));
        }
        return cursors.page(
                "report-links " + id,
                after,
                PageRequest.limit(limit),
                (before, rows) -> database.call(c -> store.page(c, id, before, rows)),
                Link::id);
    }

    @POST
    @Cache(noStore = true)
    @Path("/{id}/links")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid LinkRequest request) {
        AtomicReference<@Nullable Link> made = new AtomicReference<>();
        Response stored = idempotency.run("POST /v1/reports/%s/links".formatted(id), key, request, () -> {
            artefacts.require(id, request.format());
            Link link =
                    database.call(c -> links.create(c, id, request.format(), request.audience(), request.expiresAt()));
            made.set(link);
            return Response.status(Response.Status.CREATED)
                    .entity(link.withUrl(null))
                    .build();
        });
        // What is stored with the key has no address.
        @Nullable Link link = made.get();
        return link == null
                ? stored
                : Response.fromResponse(stored).entity(link).build();
    }

    @POST
    @Path("/{id}/links/{link}:revoke")
    public Link revoke(@PathParam("id") UUID id, @PathParam("link") UUID link) {
        return database.call(c -> store.revoke(c, id, link))
                .orElseThrow(() -> ProblemException.notFound("There is no link %s of a report %s".formatted(link, id)));
    }
}
