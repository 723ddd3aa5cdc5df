package io.fenji.customer.duplicate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.filter.CustomerParameters;
import io.fenji.customer.filter.ListedCustomer;
import io.fenji.customer.merge.Merge;
import io.fenji.customer.merge.MergeRequest;
import io.fenji.customer.merge.Merges;
import io.fenji.customer.merge.Survivorship;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.OperationStarts;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers that may be one and the same.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DuplicateResource {
    /// How alike customers must be.
    @RegisterForReflection
    public record SearchRequest(
            @Nullable @DecimalMin("0.3") @DecimalMax("1") BigDecimal minimumScore) {}

    /// Who of the two survives, and by which rules.
    @RegisterForReflection
    public record MergeChoice(
            @Nullable UUID survivor, @Nullable @Valid Survivorship survivorship) {}

    private final Duplicates duplicates;
    private final Merges merges;
    private final OperationStarts starts;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final ObjectMapper json;
    private final ListedCustomer listed;

    DuplicateResource(
            Duplicates duplicates,
            Merges merges,
            OperationStarts starts,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            ObjectMapper json,
            ListedCustomer listed) {
        this.duplicates = duplicates;
        this.merges = merges;
        this.starts = starts;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.json = json;
        this.listed = listed;
    }

    @GET
    @Path("/duplicates")
    public Page<Candidate> list(
            @QueryParam("minimumScore") @Nullable BigDecimal minimumScore,
            @QueryParam("state") @Nullable String state,
            @BeanParam CustomerParameters customer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        Duplicates.Filter filter = new Duplicates.Filter(
                minimumScore, Checks.parameter(Candidate.State.class, "state", state), listed.id(customer));
        int most = PageRequest.limit(limit);
        String scope = "duplicates?" + filter;
        @Nullable String position = cursors.decode(scope, after);
        String @Nullable [] parts = position == null ? null : position.split(" ");
        List<Candidate> rows = duplicates.list(
                filter,
                parts == null ? null : new BigDecimal(parts[0]),
                parts == null ? null : UUID.fromString(parts[1]),
                most + 1);
        if (rows.size() <= most) {
            return new Page<>(rows, null);
        }
        Candidate last = rows.get(most - 1);
        return new Page<>(
                List.copyOf(rows.subList(0, most)),
                cursors.encode(scope, last.score().toPlainString() + " " + last.id()));
    }

    @POST
    @Path("/duplicates:search")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response search(
            @NotNull @Valid SearchRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        BigDecimal minimumScore =
                request.minimumScore() == null ? DuplicateSearch.STANDARD_SCORE : request.minimumScore();
        return starts.run(
                "POST /v1/duplicates:search",
                idempotencyKey,
                request,
                (connection, operations) -> DuplicateSearch.submit(connection, operations, json, minimumScore));
    }

    @GET
    // `…:verb` is not one of these: asked with another method it is not allowed, rather than not found.
    @Path("/duplicates/{id: [^:/]+}")
    public Candidate get(@PathParam("id") UUID id) {
        return duplicates.find(id).orElseThrow(() -> Duplicates.missing(id));
    }

    @POST
    @Path("/duplicates/{id}:dismiss")
    public Candidate dismiss(@PathParam("id") UUID id) {
        return duplicates.dismiss(id);
    }

    @POST
    @Path("/duplicates/{id}:merge")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response merge(
            @PathParam("id") UUID id,
            @NotNull @Valid MergeChoice choice,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return idempotency.run("POST /v1/duplicates/%s:merge".formatted(id), idempotencyKey, choice, () -> {
            Merge merge = merges.merge(request(get(id), choice));
            return Response.created(URI.create("/v1/merges/" + merge.id()))
                    .entity(merge)
                    .build();
        });
    }

    private static MergeRequest request(Candidate candidate, MergeChoice choice) {
        // Ids are made in order of time: without a choice the older record survives.
        UUID survivor = choice.survivor() == null ? candidate.customers().getFirst() : choice.survivor();
        if (!candidate.customers().contains(survivor)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_REQUEST, "/survivor", "INVALID_VALUE", "must be one of the two customers");
        }
        List<CustomerReference> merged = candidate.customers().stream()
                .filter(customer -> !customer.equals(survivor))
                .map(customer -> new CustomerReference(customer, null))
                .toList();
        return new MergeRequest(new CustomerReference(survivor, null), merged, choice.survivorship());
    }
}
