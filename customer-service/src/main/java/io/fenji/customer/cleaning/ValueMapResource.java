package io.fenji.customer.cleaning;

import io.fenji.customer.mapping.Field;
import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maps of values that mean another value.
@Path("/v1/value-maps")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ValueMapResource {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,59}";

    /// All maps.
    @RegisterForReflection
    public record MapList(List<?> items) {}

    /// A map as its reader sees it.
    @RegisterForReflection
    public record MapResponse(String name, Field field, Map<String, String> values) {
        static MapResponse from(ValueMap.Stored stored) {
            return new MapResponse(
                    stored.name(), stored.map().field(), stored.map().values());
        }
    }

    private final ValueMaps maps;

    ValueMapResource(ValueMaps maps) {
        this.maps = maps;
    }

    @GET
    public MapList list() {
        return new MapList(maps.all().stream().map(MapResponse::from).toList());
    }

    @GET
    @Path("/{name}")
    public Response get(@PathParam("name") String name) {
        return answer(Response.ok(), maps.get(name));
    }

    @PUT
    @Path("/{name}")
    public Response put(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid ValueMap map) {
        if (!name.matches(NAME)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "name",
                    "INVALID_VALUE",
                    "A value map's name has 1 to 60 lower-case letters, digits and '-'");
        }
        ValueMaps.Put put = maps.put(name, map, ifMatch);
        return answer(
                put.created() ? Response.created(URI.create("/v1/value-maps/" + name)) : Response.ok(), put.stored());
    }

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name, @HeaderParam("If-Match") @Nullable String ifMatch) {
        maps.delete(name, ifMatch);
    }

    private static Response answer(Response.ResponseBuilder answer, ValueMap.Stored stored) {
        return answer.entity(MapResponse.from(stored))
                .header("ETag", EntityTags.of(stored.version()))
                .build();
    }
}
