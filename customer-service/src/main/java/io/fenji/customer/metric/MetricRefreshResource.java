package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Refreshes of the whole base.
@Path("/v1/metric-refreshes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MetricRefreshResource {
    /// What to recompute; without a date, as of today.
    @RegisterForReflection
    public record RefreshRequest(@Nullable LocalDate businessDate) {}

    private final Database database;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final BusinessClock clock;
    private final ObjectMapper json;

    MetricRefreshResource(
            Database database,
            OperationStore operations,
            IdempotencyStore idempotency,
            BusinessClock clock,
            ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.idempotency = idempotency;
        this.clock = clock;
        this.json = json;
    }

    @POST
    public Response refresh(
            @Valid @NotNull RefreshRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        LocalDate businessDate = request.businessDate() == null ? clock.today() : request.businessDate();
        MetricRefreshOperation.check(businessDate);
        return idempotency.run(
                "POST /v1/metric-refreshes",
                idempotencyKey,
                request,
                () -> database.call(connection -> {
                    UUID id = MetricRefreshOperation.submit(connection, operations, json, businessDate);
                    return Response.accepted(operations.find(connection, id).orElseThrow())
                            .location(URI.create("/v1/operations/" + id))
                            .build();
                }));
    }
}
