package io.fenji.customer.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The catalogue, single vectors, and refreshes of the whole base.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MetricResource {
    /// All metrics.
    @RegisterForReflection
    public record Catalogue(List<?> items) {}

    /// What to recompute; without a date, as of today.
    @RegisterForReflection
    public record RefreshRequest(@Nullable LocalDate businessDate) {}

    private final Database database;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final BusinessClock clock;
    private final ObjectMapper json;

    MetricResource(
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

    @GET
    @Path("/metrics")
    public Catalogue catalogue() {
        return new Catalogue(MetricCatalogue.METRICS);
    }

    @GET
    @Path("/customers/{id}/metrics")
    public Response ofCustomer(@PathParam("id") UUID id) {
        return database.call(connection -> Response.ok(read(connection, id)
                        .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(id))))
                .build());
    }

    @GET
    @Path("/customers/by-key/{source}/{key}/metrics")
    public Response ofCustomer(@PathParam("source") String source, @PathParam("key") String key) {
        return database.call(connection -> Response.ok(Sql.first(
                                connection,
                                "select customer_id from customer_keys where source = ? and key = ?",
                                row -> row.getObject(1, UUID.class),
                                source,
                                key)
                        .flatMap(id -> read(connection, id))
                        .orElseThrow(() -> ProblemException.notFound(
                                "There is no customer %s".formatted(new ExternalKey(source, key)))))
                .build());
    }

    @POST
    @Path("/metric-refreshes")
    public Response refresh(
            @Valid @NotNull RefreshRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        LocalDate businessDate = request.businessDate() == null ? clock.today() : request.businessDate();
        MetricRefreshOperation.check(businessDate);
        return idempotency.run(
                "POST /v1/metric-refreshes", idempotencyKey, request, () -> database.call(connection -> {
                    UUID id = MetricRefreshOperation.submit(connection, operations, json, businessDate);
                    return Response.accepted(operations.find(connection, id).orElseThrow())
                            .location(URI.create("/v1/operations/" + id))
                            .build();
                }));
    }

    private static Optional<CustomerMetrics> read(Connection connection, UUID id) {
        return Sql.first(
                connection,
                """
                select m.vector::text, s.business_date, m.computed_at
                from customer_metrics m cross join metric_state s where m.customer_id = ?""",
                row -> new CustomerMetrics(
                        id,
                        MetricVector.of(row.getString(1)).toMap(),
                        row.getObject(2, LocalDate.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                id);
    }
}
