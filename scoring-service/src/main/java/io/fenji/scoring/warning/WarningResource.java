package io.fenji.scoring.warning;

import io.fenji.kit.paging.Page;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Early warnings.
@Path("/v1/warnings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WarningResource {
    private final WarningList warnings;

    WarningResource(WarningList warnings) {
        this.warnings = warnings;
    }

    @GET
    public Page<WarningResponse> list(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("state") @Nullable String state,
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("tier") @Nullable String tier,
            @QueryParam("since") @Nullable String since,
            @QueryParam("accountManager") @Nullable String accountManager,
            @QueryParam("province") @Nullable String province,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return warnings.page(
                new WarningFilter()
                        .state(state)
                        .kind(kind)
                        .severity(severity)
                        .tier(scheme, tier)
                        .since(since)
                        .attribute("accountManager", accountManager)
                        .attribute("province", province),
                limit,
                after);
    }

    @GET
    @Path("/{id}")
    public WarningResponse get(@PathParam("id") UUID id) {
        return warnings.find(id).orElseThrow(() -> ProblemException.notFound("There is no warning %s".formatted(id)));
    }
}
