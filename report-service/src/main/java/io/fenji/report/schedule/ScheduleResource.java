package io.fenji.report.schedule;

import io.fenji.kit.clock.BusinessClock;
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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The schedule of a definition.
@Path("/v1/report-definitions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ScheduleResource {
    private final ScheduleStore schedules;
    private final DefinitionStore definitions;
    private final Database database;
    private final BusinessClock clock;

    ScheduleResource(ScheduleStore schedules, DefinitionStore definitions, Database database, BusinessClock clock) {
        this.schedules = schedules;
        this.definitions = definitions;
        this.database = database;
        this.clock = clock;
    }

    @GET
    @Path("/{id}/schedule")
    public Response get(@PathParam("id") UUID id) {
        return tagged(database.call(c -> require(c, id)));
    }

    @PUT
    @Path("/{id}/schedule")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid ScheduleRequest request) {
        Instant now = clock.now();
        Cron cron = Cron.parse(request.cron(), now, clock.zone());
        @Nullable
        Instant next = request.isPaused() ? null : cron.after(now, clock.zone()).orElse(null);
        return tagged(database.transaction(c -> {
            definitions.requireLocked(c, id);
            Optional<Schedule> before = schedules.lock(c, id);
            if (before.isPresent()) {
                EntityTags.requireMatch(ifMatch, before.get().revision());
            } else {
                EntityTags.requireMatchIfSent(ifMatch, null);
            }
            schedules.put(c, id, request, clock.zone(), next);
            return require(c, id);
        }));
    }

    @DELETE
    @Path("/{id}/schedule")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        database.transaction(c -> {
            Schedule before = schedules.lock(c, id).orElseThrow(() -> none(id));
            EntityTags.requireMatch(ifMatch, before.revision());
            schedules.delete(c, id);
            return true;
        });
    }

    private Schedule require(Connection connection, UUID id) {
        return schedules.find(connection, id).orElseThrow(() -> none(id));
    }

    private static ProblemException none(UUID id) {
        return ProblemException.notFound("There is no schedule of a report definition %s".formatted(id));
    }

    private static Response tagged(Schedule schedule) {
        return Response.ok(schedule)
                .header("ETag", EntityTags.of(schedule.revision()))
                .build();
    }
}
