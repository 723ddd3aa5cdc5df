package io.fenji.scoring.way;

import io.fenji.kit.paging.PageRequest;
import io.fenji.scoring.tier.TierReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer needs for the next tier.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WayUpResource {
    private static final int PROPOSALS = 20;
    private static final int MOST_PROPOSALS = 200;

    private final WayUpReader ways;
    private final TierReader tiers;

    WayUpResource(WayUpReader ways, TierReader tiers) {
        this.ways = ways;
        this.tiers = tiers;
    }

    @GET
    @Path("/{customerId}/tiers/{scheme}/way-up")
    public WayUpAnswer get(
            @PathParam("customerId") UUID customerId,
            @PathParam("scheme") String scheme,
            @QueryParam("limit") @Nullable Integer limit) {
        return ways.read(customerId, scheme, PageRequest.limit(limit, PROPOSALS, MOST_PROPOSALS));
    }

    @GET
    @Path("/by-key/{source}/{key}/tiers/{scheme}/way-up")
    public WayUpAnswer getByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @PathParam("scheme") String scheme,
            @QueryParam("limit") @Nullable Integer limit) {
        int proposals = PageRequest.limit(limit, PROPOSALS, MOST_PROPOSALS);
        return ways.read(tiers.byKey(source, key), scheme, proposals);
    }
}
