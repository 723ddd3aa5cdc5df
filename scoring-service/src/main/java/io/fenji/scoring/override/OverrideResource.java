package io.fenji.scoring.override;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
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
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tiers that people give.
@Path("/v1/overrides")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OverrideResource {
    private static final Set<String> STATES =
            Set.of(TierOverride.IN_FORCE, "REVOKED", "EXPIRED", "TIER_GONE", "CUSTOMER_GONE");

    private final Overrides overrides;
    private final Database database;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;

    OverrideResource(Overrides overrides, Database database, IdempotencyStore idempotency, CursorCodec cursors) {
        this.overrides = overrides;
        this.database = database;
        this.idempotency = idempotency;
        this.cursors = cursors;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @NotNull @Valid OverrideRequest request) {
        return idempotency.run("POST /v1/overrides", idempotencyKey, request, () -> {
            TierOverride given = overrides.give(request);
            return Response.created(URI.create("/v1/overrides/" + given.id()))
                    .header("ETag", EntityTags.of(given.revision()))
                    .entity(given)
                    .build();
        });
    }

    @GET
    public Page<TierOverride> list(
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("customerId") @Nullable UUID customerId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        if (state != null && !STATES.contains(state)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER, "state", "INVALID_VALUE", "state must be one of " + STATES);
        }
        return cursors.page(
                "overrides|%s|%s|%s".formatted(scheme, customerId, state),
                after,
                PageRequest.limit(limit),
                (before, rows) -> database.call(c -> OverrideStore.page(c, scheme, customerId, state, before, rows)),
                TierOverride::id);
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        TierOverride found = database.call(c -> OverrideStore.find(c, id)).orElseThrow(() -> Overrides.missing(id));
        return Response.ok(found)
                .header("ETag", EntityTags.of(found.revision()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        overrides.revoke(id, ifMatch);
    }
}
