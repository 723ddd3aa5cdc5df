package io.fenji.customer.metric;

import io.fenji.customer.definition.MetricDocument;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The metric catalogue: what ships with the service and what users define.
@Path("/v1/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MetricResource {
    /// The metrics in force, and the versions that are to come.
    @RegisterForReflection
    public record Catalogue(List<?> items, List<?> pending) {}

    /// All versions of a metric, newest first.
    @RegisterForReflection
    public record Versions(List<?> items) {}

    private final MetricDefinitions definitions;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;

    MetricResource(MetricDefinitions definitions, OperationStore operations, IdempotencyStore idempotency) {
        this.definitions = definitions;
        this.operations = operations;
        this.idempotency = idempotency;
    }

    @GET
    public Catalogue list() {
        List<StoredDefinition> current = definitions.current();
        Stream<MetricResponse> own = current.stream()
                .filter(version -> !version.isPending())
                .map(version -> MetricResponse.of(version, pending(current, version.key())));
        return new Catalogue(
                Stream.concat(MetricCatalogue.METRICS.stream().map(MetricResponse::builtIn), own)
                        .toList(),
                current.stream()
                        .filter(StoredDefinition::isPending)
                        .map(MetricResponse.Pending::of)
                        .toList());
    }

    @POST
    public Response create(
            @NotNull MetricDocument document, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return idempotency.run("POST /v1/metrics", idempotencyKey, document, () -> {
            StoredDefinition created = definitions.create(document);
            return answer(Response.created(URI.create("/v1/metrics/" + created.key())), List.of(created));
        });
    }

    @GET
    @Path("/{key}")
    public Response get(@PathParam("key") String key) {
        Optional<Metric> builtIn = MetricCatalogue.METRICS.stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst();
        return builtIn.map(metric -> Response.ok(MetricResponse.builtIn(metric)).build())
                .orElseGet(() -> answer(Response.ok(), existing(key)));
    }

    @PUT
    @Path("/{key}")
    public Response replace(
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull MetricDocument document) {
        definitions.replace(key, document, ifMatch);
        return answer(Response.ok(), existing(key));
    }

    @DELETE
    @Path("/{key}")
    public Response delete(@PathParam("key") String key, @HeaderParam("If-Match") @Nullable String ifMatch) {
        UUID operation = definitions.delete(key, ifMatch);
        return Response.accepted(operations.find(operation).orElseThrow())
                .location(URI.create("/v1/operations/" + operation))
                .build();
    }

    @GET
    @Path("/{key}/versions")
    public Versions versions(@PathParam("key") String key) {
        List<StoredDefinition> versions = definitions.versions(key);
        if (versions.isEmpty()) {
            throw ProblemException.notFound("No metric '%s' was ever defined".formatted(key));
        }
        return new Versions(versions.stream()
                .map(version -> MetricResponse.of(version, null))
                .toList());
    }

    /// The version in force and the pending one, newest first.
    private List<StoredDefinition> existing(String key) {
        List<StoredDefinition> existing = definitions.versions(key).stream()
                .filter(version -> version.state() != StoredDefinition.State.RETIRED)
                .toList();
        if (existing.isEmpty()) {
            throw ProblemException.notFound("There is no metric '%s'".formatted(key));
        }
        return existing;
    }

    private static Response answer(Response.ResponseBuilder answer, List<StoredDefinition> existing) {
        return answer.entity(MetricResponse.of(
                        existing.getLast(), pending(existing, existing.getLast().key())))
                .header("ETag", EntityTags.of(existing.getFirst().tag()))
                .build();
    }

    private static @Nullable StoredDefinition pending(List<StoredDefinition> versions, String key) {
        return versions.stream()
                .filter(version -> version.isPending() && version.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
