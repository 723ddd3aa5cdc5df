package io.fenji.customer.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.customer.access.PersonalReads;
import io.fenji.customer.cleaning.FindingReader;
import io.fenji.customer.metric.CustomerMetrics;
import io.fenji.customer.metric.MetricProjection;
import io.fenji.customer.metric.MetricReader;
import io.fenji.customer.timeline.Timeline;
import io.fenji.customer.timeline.TimelineItem;
import io.fenji.customer.value.Checks;
import io.fenji.customer.write.MergePatch;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.paging.CursorCodec;
import io.fenji.kit.paging.Page;
import io.fenji.kit.paging.PageRequest;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Customers, one by one.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerResource {
    private static final int MOST_IDS = 200;

    private final Customers customers;
    private final MergePatch patches;
    private final CustomerAnswers answers;
    private final MetricReader metrics;
    private final Timeline timeline;
    private final FindingReader findings;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;
    private final PersonalReads reads;

    CustomerResource(
            Customers customers,
            MergePatch patches,
            CustomerAnswers answers,
            MetricReader metrics,
            Timeline timeline,
            FindingReader findings,
            IdempotencyStore idempotency,
            CursorCodec cursors,
            PersonalReads reads) {
        this.customers = customers;
        this.patches = patches;
        this.answers = answers;
        this.metrics = metrics;
        this.timeline = timeline;
        this.findings = findings;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.reads = reads;
    }

    @GET
    public Page<Customer> list(
            @QueryParam("id") List<UUID> ids,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("source") @Nullable String source,
            @QueryParam("key") @Nullable String key,
            @QueryParam("country") @Nullable String country,
            @QueryParam("province") @Nullable String province,
            @QueryParam("city") @Nullable String city,
            @QueryParam("industry") @Nullable String industry,
            @QueryParam("size") @Nullable String size,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("accountManager") @Nullable String accountManager,
            @QueryParam("manager") @Nullable String manager,
            @QueryParam("region") @Nullable String region,
            @QueryParam("riskAppetite") @Nullable String riskAppetite,
            @QueryParam("namePrefix") @Nullable String namePrefix,
            @QueryParam("contact") @Nullable String contact,
            @QueryParam("updatedSince") @Nullable String updatedSince,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        if (ids.size() > MOST_IDS) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "id",
                    "OUT_OF_RANGE",
                    "%d ids, at most %d are allowed".formatted(ids.size(), MOST_IDS));
        }
        if (contact != null) {
            answers.requireRight("contact");
        }
        CustomerFilter filter = new CustomerFilter(
                List.copyOf(ids),
                Checks.parameter(CustomerKind.class, "kind", kind),
                source,
                key,
                country,
                province,
                city,
                industry,
                size,
                channel,
                accountManager,
                manager,
                region,
                Checks.parameter(RiskAppetite.class, "riskAppetite", riskAppetite),
                namePrefix,
                contact,
                Checks.time("updatedSince", updatedSince));
        int most = PageRequest.limit(limit, ids.isEmpty() ? PageRequest.DEFAULT_LIMIT : MOST_IDS, MOST_IDS);
        return cursors.page(
                "customers?" + filter,
                after,
                most,
                (id, rows) -> customers.list(filter, id, rows).stream()
                        .map(answers::shown)
                        .toList(),
                Customer::id);
    }

    @POST
    public Response create(
            @NotNull @Valid CustomerRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        AtomicReference<@Nullable Customer> made = new AtomicReference<>();
        Response kept = idempotency.run("POST /v1/customers", idempotencyKey, request, () -> {
            Customer customer = customers.create(request);
            made.set(customer);
            return answers.createdToKeep(customer);
        });
        Customer customer = made.get();
        return customer == null ? kept : answers.created(customer);
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        return answers.ok(customers.get(id));
    }

    @PUT
    @Path("/{id}")
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid CustomerRequest request) {
        return answers.ok(customers.replace(id, request, ifMatch));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull ObjectNode patch) {
        return answers.ok(customers.change(id, known -> CustomerRequest.patched(patches, known, patch), ifMatch));
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        customers.delete(id, ifMatch);
    }

    @GET
    @Path("/{id}/metrics")
    public CustomerMetrics metrics(@PathParam("id") UUID id, @QueryParam("asOf") @Nullable String asOf) {
        return metrics.read(id, Checks.date("asOf", asOf)).orElseThrow(() -> customers.missing(id));
    }

    @GET
    @Path("/{id}/metric-projection")
    public MetricProjection metricProjection(@PathParam("id") UUID id, @QueryParam("to") @Nullable String to) {
        return metrics.project(id, Checks.date("to", to)).orElseThrow(() -> customers.missing(id));
    }

    @GET
    @Path("/{id}/findings")
    public Page<FindingReader.Shown> findings(
            @PathParam("id") UUID id,
            @QueryParam("action") @Nullable String action,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return findings.ofCustomer(reads.of(customers.get(id).id()), action, limit, after);
    }

    @GET
    @Path("/{id}/timeline")
    public Page<TimelineItem> timeline(
            @PathParam("id") UUID id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return timeline.page(reads.of(customers.get(id).id()), limit, after);
    }
}
