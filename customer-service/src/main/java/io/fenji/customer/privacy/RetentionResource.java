package io.fenji.customer.privacy;

import io.fenji.kit.http.EntityTags;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationStarts;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long rows are kept, and the runs that apply it.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RetentionResource {
    /// All rules.
    @RegisterForReflection
    public record Rules(List<RetentionRule> items) {}

    /// A rule as it shall be.
    @RegisterForReflection
    public record RuleRequest(
            @NotNull Boolean enabled,
            @NotNull @Min(1) @Max(36_500) Integer keepDays) {}

    /// Whether to count only.
    @RegisterForReflection
    public record RunRequest(@NotNull Boolean dryRun) {}

    private final RetentionRules rules;
    private final OperationStarts starts;
    private final RetentionRuns runs;
    private final CursorCodec cursors;

    RetentionResource(RetentionRules rules, OperationStarts starts, RetentionRuns runs, CursorCodec cursors) {
        this.rules = rules;
        this.starts = starts;
        this.runs = runs;
        this.cursors = cursors;
    }

    @GET
    @Path("/retention-rules")
    public Rules list() {
        return new Rules(rules.all());
    }

    @GET
    @Path("/retention-rules/{entity}")
    public Response get(@PathParam("entity") String entity) {
        return ok(rules.get(entity));
    }

    @PUT
    @Path("/retention-rules/{entity}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(
            @PathParam("entity") String entity,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid RuleRequest request) {
        return ok(rules.replace(entity, request.enabled(), request.keepDays(), ifMatch));
    }

    @POST
    @Path("/retention-runs")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response run(
            @NotNull @Valid RunRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return starts.run(
                "POST /v1/retention-runs",
                idempotencyKey,
                request,
                (connection, operations) -> runs.submit(connection, request.dryRun()));
    }

    @GET
    @Path("/retention-runs")
    public Page<Operation> runs(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
        return cursors.page("retention-runs", after, PageRequest.limit(limit), runs::list, Operation::id);
    }

    private static Response ok(RetentionRule rule) {
        return Response.ok(rule).header("ETag", EntityTags.of(rule.version())).build();
    }
}
