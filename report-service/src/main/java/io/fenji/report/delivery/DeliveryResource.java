package io.fenji.report.delivery;

import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.report.ArtefactAnswers;
import io.fenji.report.report.ArtefactFormat;
import io.fenji.report.report.ReportProblem;
import io.fenji.report.report.ReportStore;
import io.fenji.report.report.StoredReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was sent of a report.
@Path("/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeliveryResource {
    private final DeliveryStore deliveries;
    private final SettingsStore settings;
    private final ReportStore reports;
    private final ArtefactAnswers artefacts;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final Database database;

    DeliveryResource(
            DeliveryStore deliveries,
            SettingsStore settings,
            ReportStore reports,
            ArtefactAnswers artefacts,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            Database database) {
        this.deliveries = deliveries;
        this.settings = settings;
        this.reports = reports;
        this.artefacts = artefacts;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.database = database;
    }

    @GET
    @Path("/{id}/deliveries")
    public Page<Delivery> list(
            @PathParam("id") UUID id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        require(id);
        return cursors.page(
                "report-deliveries " + id,
                after,
                PageRequest.limit(limit),
                (before, rows) -> database.call(c -> deliveries.page(c, id, before, rows)),
                Delivery::id);
    }

    @POST
    @Path("/{id}/deliveries")
    public Response deliver(@PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        StoredReport report = require(id);
        return idempotency.run("POST /v1/reports/%s/deliveries".formatted(id), key, "", () -> {
            DeliverySettings found = settings(report);
            for (ArtefactFormat format : found.email().formats()) {
                artefacts.require(id, format);
            }
            return Response.accepted(new Page<>(database.call(c -> deliveries.add(c, id, found.email())), null))
                    .build();
        });
    }

    private DeliverySettings settings(StoredReport report) {
        @Nullable UUID definition = report.definition();
        Optional<DeliverySettings> found =
                definition == null ? Optional.empty() : database.call(c -> settings.find(c, definition));
        return found.orElseThrow(() -> new ProblemException(
                ReportProblem.NO_DELIVERY,
                "Report %s has no definition that says where to send it".formatted(report.id())));
    }

    private StoredReport require(UUID id) {
        return reports.find(id).orElseThrow(() -> ProblemException.notFound("There is no report %s".formatted(id)));
    }
}
