package io.fenji.report.report;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.definition.Definition;
import io.fenji.report.definition.DefinitionStore;
import io.fenji.report.mart.SchemeShelf;
import io.fenji.report.upstream.SchemeNotActiveException;
import io.fenji.report.upstream.UpstreamException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/// Asks for reports and reads them.
@Path("/v1/reports")
@RunOnVirtualThread
public class ReportResource {
    private final ReportStore reports;
    private final ArtefactAnswers artefacts;
    private final DefinitionStore definitions;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final SchemeShelf schemes;
    private final CursorCodec cursors;
    private final Database database;
    private final ReportStarts starts;

    ReportResource(
            ReportStore reports,
            ArtefactAnswers artefacts,
            DefinitionStore definitions,
            OperationStore operations,
            IdempotencyStore idempotency,
            SchemeShelf schemes,
            CursorCodec cursors,
            Database database,
            ReportStarts starts) {
        this.reports = reports;
        this.artefacts = artefacts;
        this.definitions = definitions;
        this.operations = operations;
        this.idempotency = idempotency;
        this.schemes = schemes;
        this.cursors = cursors;
        this.database = database;
        this.starts = starts;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid ReportRequest request) {
        ReportOrder order = order(request);
        requireScheme(order.scheme());
        return idempotency.run("POST /v1/reports", key, request, () -> {
            UUID id = database.call(c -> {
                UUID created = starts.id(c);
                starts.start(c, created, order, null);
                return created;
            });
            return Response.accepted(response(reports.find(id).orElseThrow()))
                    .header("Location", "/v1/reports/" + id)
                    .build();
        });
    }

    @GET
    @Cache(noStore = true)
    @Produces(MediaType.APPLICATION_JSON)
    public Page<ReportResponse> list(
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = PageRequest.limit(limit);
        String scope = "reports " + (scheme == null ? "" : scheme);
        @Nullable String position = cursors.decode(scope, after);
        @Nullable Instant time = position == null ? null : Instant.parse(position.split(" ", 2)[0]);
        @Nullable UUID id = position == null ? null : UUID.fromString(position.split(" ", 2)[1]);
        List<StoredReport> found = reports.list(scheme, time, id, size + 1);
        List<StoredReport> shown = found.subList(0, Math.min(size, found.size()));
        @Nullable
        String next = found.size() <= size
                ? null
                : cursors.encode(
                        scope,
                        shown.getLast().createdAt() + " " + shown.getLast().id());
        return new Page<>(shown.stream().map(this::response).toList(), next);
    }

    @GET
    @Cache(noStore = true)
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response get(@PathParam("id") UUID id) {
        ReportResponse report = response(require(id));
        return Response.ok(report)
                .header("ETag", EntityTags.of(report.revision()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        ReportResponse report = response(require(id));
        EntityTags.requireMatch(ifMatch, report.revision());
        if (report.inProgress()) {
            throw new ProblemException(
                    ReportProblem.REPORT_IN_PROGRESS,
                    "Report %s is still being made: cancel its operation first".formatted(id));
        }
        database.call(c -> reports.delete(c, id));
    }

    @GET
    @Cache(noStore = true)
    @Path("/{id}/html")
    @Produces("text/html;charset=UTF-8")
    public Response html(@PathParam("id") UUID id) {
        return artefacts.answer(artefacts.require(id, ArtefactFormat.HTML)).build();
    }

    @GET
    @Cache(noStore = true)
    @Path("/{id}/pdf")
    @Produces("application/pdf")
    public Response pdf(@PathParam("id") UUID id) {
        return artefacts.answer(artefacts.require(id, ArtefactFormat.PDF)).build();
    }

    @GET
    @Cache(noStore = true)
    @Path("/{id}/xlsx")
    @Produces("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    public Response xlsx(@PathParam("id") UUID id) {
        return artefacts.answer(artefacts.require(id, ArtefactFormat.XLSX)).build();
    }

    @GET
    @Cache(noStore = true)
    @Path("/{id}/csv")
    @Produces("text/csv;charset=UTF-8")
    public Response csv(@PathParam("id") UUID id, @QueryParam("table") @Nullable String table) {
        return table == null
                ? artefacts.answer(artefacts.require(id, ArtefactFormat.CSV)).build()
                : artefacts
                        .table(artefacts.require(id, ArtefactFormat.JSON), table)
                        .build();
    }

    @GET
    @Cache(noStore = true)
    @Path("/{id}/json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response json(@PathParam("id") UUID id) {
        return artefacts.answer(artefacts.require(id, ArtefactFormat.JSON)).build();
    }

    private ReportOrder order(ReportRequest request) {
        if (request.definition() == null) {
            return ReportOrder.of(request);
        }
        Definition definition = definitions
                .find(request.definition())
                .orElseThrow(() -> ProblemException.at(
                        ReportProblem.UNKNOWN_DEFINITION,
                        "/definition",
                        "UNKNOWN_DEFINITION",
                        "There is no report definition %s".formatted(request.definition())));
        return ReportOrder.of(definition, request);
    }

    private void requireScheme(String scheme) {
        try {
            if (schemes.find(scheme).isEmpty()) {
                throw ProblemException.at(
                        ReportProblem.UNKNOWN_SCHEME,
                        "/scheme",
                        "UNKNOWN_SCHEME",
                        "scoring-service has no scheme %s; GET its /v1/schemes lists them".formatted(scheme));
            }
        } catch (SchemeNotActiveException draft) {
            throw notActive(scheme, draft);
        } catch (UpstreamException away) {
            throw new ProblemException(
                    ReportProblem.SCORING_SERVICE_UNAVAILABLE,
                    "Whether there is a scheme %s cannot be asked at the moment, and the mart does not know it"
                            .formatted(scheme),
                    List.of(),
                    away);
        }
    }

    static ProblemException notActive(String scheme, SchemeNotActiveException draft) {
        return new ProblemException(
                ReportProblem.SCHEME_NOT_ACTIVE,
                "No version of scheme %s has been activated, so nothing is in force to report on".formatted(scheme),
                List.of(),
                draft);
    }

    private StoredReport require(UUID id) {
        return reports.find(id).orElseThrow(() -> ProblemException.notFound("There is no report %s".formatted(id)));
    }

    private ReportResponse response(StoredReport report) {
        Operation operation = operations.find(report.id()).orElseThrow();
        // It may have ended since the report was read, which has its artefacts by then.
        StoredReport now = report.title() == null && operation.state().isFinal()
                ? reports.find(report.id()).orElse(report)
                : report;
        return ReportResponse.of(now, operation);
    }
}
