package io.fenji.scoring.segment;

import io.fenji.kit.paging.Page;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.metric.KnownCustomers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;

/// The segments that one customer is in.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerSegmentResource {
    private final Database database;
    private final SegmentReader segments;

    CustomerSegmentResource(Database database, SegmentReader segments) {
        this.database = database;
        this.segments = segments;
    }

    @GET
    @Path("/{customerId}/segments")
    public Page<CustomerSegment> list(@PathParam("customerId") UUID customerId) {
        return database.call(c -> of(c, customerId));
    }

    @GET
    @Path("/by-key/{source}/{key}/segments")
    public Page<CustomerSegment> listByKey(@PathParam("source") String source, @PathParam("key") String key) {
        return database.call(c -> of(
                c,
                KnownCustomers.byKey(c, source, key)
                        .orElseThrow(() -> ProblemException.notFound(
                                "No customer has the key '%s' of '%s'".formatted(key, source)))));
    }

    private Page<CustomerSegment> of(Connection connection, UUID customerId) {
        List<CustomerSegment> found = segments.of(connection, customerId);
        if (found.isEmpty() && !KnownCustomers.has(connection, customerId)) {
            throw ProblemException.notFound("There is no customer %s here".formatted(customerId));
        }
        return new Page<>(found, null);
    }
}
