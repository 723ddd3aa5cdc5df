package io.fenji.scoring.warning;

import io.fenji.kit.paging.Page;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.metric.KnownCustomers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The warnings of one customer.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerWarningResource {
    private final Database database;
    private final WarningList warnings;

    CustomerWarningResource(Database database, WarningList warnings) {
        this.database = database;
        this.warnings = warnings;
    }

    @GET
    @Path("/{customerId}/warnings")
    public Page<WarningResponse> list(
            @PathParam("customerId") UUID customerId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        Page<WarningResponse> found =
                warnings.page(new WarningFilter().state(state).customer(customerId), limit, after);
        if (found.items().isEmpty() && !database.call(c -> KnownCustomers.has(c, customerId))) {
            throw ProblemException.notFound("There is no customer %s here".formatted(customerId));
        }
        return found;
    }

    @GET
    @Path("/by-key/{source}/{key}/warnings")
    public Page<WarningResponse> listByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        UUID customerId = database.call(c -> KnownCustomers.byKey(c, source, key))
                .orElseThrow(
                        () -> ProblemException.notFound("No customer has the key '%s' of '%s'".formatted(key, source)));
        return list(customerId, state, limit, after);
    }
}
