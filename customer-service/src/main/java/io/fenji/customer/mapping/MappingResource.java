package io.fenji.customer.mapping;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mapping documents: list, read, write.
@Path("/v1/mappings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MappingResource {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,59}";

    /// All mappings.
    @RegisterForReflection
    public record MappingList(List<?> items) {}

    private final Mappings mappings;

    MappingResource(Mappings mappings) {
        this.mappings = mappings;
    }

    @GET
    public MappingList list() {
        return new MappingList(
                mappings.all().stream().map(MappingResponse::from).toList());
    }

    @GET
    @Path("/{name}")
    public Response get(@PathParam("name") String name) {
        StoredMapping stored = mappings.find(name)
                .orElseThrow(() -> ProblemException.notFound("There is no mapping '%s'".formatted(name)));
        return answer(Response.ok(), stored);
    }

    @PUT
    @Path("/{name}")
    public Response put(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull MappingRequest request) {
        if (!name.matches(NAME)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "name",
                    "INVALID_VALUE",
                    "A mapping's name has 1 to 60 lower-case letters, digits and '-'");
        }
        boolean known = mappings.find(name).isPresent();
        StoredMapping stored = mappings.put(name, request.toMapping(), ifMatch);
        return known
                ? answer(Response.ok(), stored)
                : answer(Response.created(URI.create("/v1/mappings/" + name)), stored);
    }

    private static Response answer(Response.ResponseBuilder answer, StoredMapping stored) {
        return answer.entity(MappingResponse.from(stored))
                .header("ETag", EntityTags.of(stored.version()))
                .build();
    }
}
