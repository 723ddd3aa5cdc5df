package io.fenji.report.delivery;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.definition.DefinitionStore;
import io.fenji.report.delivery.EmailSettings.As;
import io.fenji.report.link.Links;
import io.fenji.report.report.ReportProblem;
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

/// Where the reports of a definition are sent.
@Path("/v1/report-definitions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SettingsResource {
    private final SettingsStore settings;
    private final DefinitionStore definitions;
    private final Database database;
    private final DeliveryConfig config;
    private final Links links;

    SettingsResource(
            SettingsStore settings,
            DefinitionStore definitions,
            Database database,
            DeliveryConfig config,
            Links links) {
        this.settings = settings;
        this.definitions = definitions;
        this.database = database;
        this.config = config;
        this.links = links;
    }

    @GET
    @Path("/{id}/delivery")
    public Response get(@PathParam("id") UUID id) {
        return tagged(database.call(c -> require(c, id)));
    }

    @PUT
    @Path("/{id}/delivery")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid DeliveryRequest request) {
        requireSetUp(request.email());
        return tagged(database.transaction(c -> {
            definitions.requireLocked(c, id);
            Optional<DeliverySettings> before = settings.find(c, id);
            if (before.isPresent()) {
                EntityTags.requireMatch(ifMatch, before.get().revision());
            } else {
                EntityTags.requireMatchIfSent(ifMatch, null);
            }
            settings.put(c, id, request);
            return require(c, id);
        }));
    }

    @DELETE
    @Path("/{id}/delivery")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        database.transaction(c -> {
            definitions.requireLocked(c, id);
            DeliverySettings before = settings.find(c, id).orElseThrow(() -> none(id));
            EntityTags.requireMatch(ifMatch, before.revision());
            settings.delete(c, id);
            return true;
        });
    }

    private DeliverySettings require(Connection connection, UUID id) {
        return settings.find(connection, id).orElseThrow(() -> none(id));
    }

    private static ProblemException none(UUID id) {
        return ProblemException.notFound("There is no delivery of a report definition %s".formatted(id));
    }

    private void requireSetUp(EmailSettings email) {
        if (!config.email()) {
            throw new ProblemException(
                    ReportProblem.DELIVERY_NOT_SET_UP,
                    "There is no mail server: its operator sets fenji.report-delivery.email and quarkus.mailer.*");
        }
        if (email.as() == As.LINK && !links.areAbsolute()) {
            throw new ProblemException(
                    ReportProblem.DELIVERY_NOT_SET_UP,
                    "Links need the service's public address: its operator sets fenji.reports.public-url");
        }
    }

    private static Response tagged(DeliverySettings found) {
        return Response.ok(found)
                .header("ETag", EntityTags.of(found.revision()))
                .build();
    }
}
