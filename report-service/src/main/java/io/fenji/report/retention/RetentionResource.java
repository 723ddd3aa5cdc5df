package io.fenji.report.retention;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.definition.DefinitionStore;
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
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How long reports of a definition are kept.
@Path("/v1/report-definitions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RetentionResource {
    private final RetentionStore retentions;
    private final DefinitionStore definitions;
    private final Database database;

    RetentionResource(RetentionStore retentions, DefinitionStore definitions, Database database) {
        this.retentions = retentions;
        this.definitions = definitions;
        this.database = database;
    }

    @GET
    @Path("/{id}/retention")
    public Response get(@PathParam("id") UUID id) {
        return tagged(database.call(c -> require(c, id)));
    }

    @PUT
    @Path("/{id}/retention")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid RetentionRequest request) {
        return tagged(database.transaction(c -> {
            definitions.requireLocked(c, id);
            Optional<Retention> before = retentions.find(c, id);
            if (before.isPresent()) {
                EntityTags.requireMatch(ifMatch, before.get().revision());
            } else {
                EntityTags.requireMatchIfSent(ifMatch, null);
            }
            retentions.put(c, id, request);
            return require(c, id);
        }));
    }

    @DELETE
    @Path("/{id}/retention")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        database.transaction(c -> {
            definitions.requireLocked(c, id);
            Retention before = retentions.find(c, id).orElseThrow(() -> none(id));
            EntityTags.requireMatch(ifMatch, before.revision());
            retentions.delete(c, id);
            return true;
        });
    }

    private Retention require(Connection connection, UUID id) {
        return retentions.find(connection, id).orElseThrow(() -> none(id));
    }

    private static ProblemException none(UUID id) {
        return ProblemException.notFound("There is no retention of a report definition %s".formatted(id));
    }

    private static Response tagged(Retention retention) {
        return Response.ok(retention)
                .header("ETag", EntityTags.of(retention.revision()))
                .build();
    }
}
