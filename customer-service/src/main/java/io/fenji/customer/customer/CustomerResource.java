package io.fenji.customer.customer;

import io.fenji.customer.cleaning.FindingReader;
import io.fenji.customer.metric.CustomerMetrics;
import io.fenji.customer.metric.MetricReader;
import io.fenji.customer.timeline.Timeline;
import io.fenji.customer.timeline.TimelineItem;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import io.fenji.kit.http.EntityTags;
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
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers, one by one.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerResource {
    private static final int MOST_IDS = 200;

    private final Customers customers;
    private final MetricReader metrics;
    private final Timeline timeline;
    private final FindingReader findings;
    private final IdempotencyStore idempotency;
    private final CursorCodec cursors;

    CustomerResource(
            Customers customers,
            MetricReader metrics,
            Timeline timeline,
            FindingReader findings,
            IdempotencyStore idempotency,
            CursorCodec cursors) {
        this.customers = customers;
        this.metrics = metrics;
        this.timeline = timeline;
        this.findings = findings;
        this.idempotency = idempotency;
        this.cursors = cursors;
    }

    @GET
    public Page<Customer> list(
            @QueryParam("id") List<UUID> ids,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("source") @Nullable String source,
            @QueryParam("country") @Nullable String country,
            @QueryParam("industry") @Nullable String industry,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        if (ids.size() > MOST_IDS) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "id",
                    "OUT_OF_RANGE",
                    "%d ids, at most %d are allowed".formatted(ids.size(), MOST_IDS));
        }
        CustomerFilter filter = new CustomerFilter(
                List.copyOf(ids), Checks.parameter(CustomerKind.class, "kind", kind), source, country, industry);
        int most = PageRequest.limit(limit, ids.isEmpty() ? PageRequest.DEFAULT_LIMIT : MOST_IDS, MOST_IDS);
        return cursors.page(
                "customers?" + filter, after, most, (id, rows) -> customers.list(filter, id, rows), Customer::id);
    }

    @POST
    public Response create(
            @NotNull @Valid CustomerRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return idempotency.run("POST /v1/customers", idempotencyKey, request, () -> created(customers.create(request)));
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") UUID id) {
        return ok(customers.find(id).orElseThrow(() -> customers.missing(id)));
    }

    @GET
    @Path("/{id}/metrics")
    public CustomerMetrics metrics(@PathParam("id") UUID id, @QueryParam("asOf") @Nullable String asOf) {
        return metrics.read(id, Checks.date("asOf", asOf)).orElseThrow(() -> customers.missing(id));
    }

    @GET
    @Path("/{id}/timeline")
    public Page<TimelineItem> timeline(
            @PathParam("id") UUID id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        UUID known = customers.find(id).orElseThrow(() -> customers.missing(id)).id();
        return timeline.page(known, limit, after);
    }

    @GET
    @Path("/{id}/findings")
    public Page<FindingReader.Shown> findings(
            @PathParam("id") UUID id,
            @QueryParam("action") @Nullable String action,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        UUID known = customers
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(id)))
                .id();
        return findings.ofCustomer(known, action, limit, after);
    }

    @GET
    @Path("/by-key/{source}/{key}/findings")
    public Page<FindingReader.Shown> findingsByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("action") @Nullable String action,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        ExternalKey address = new ExternalKey(source, key);
        UUID known = customers
                .find(address)
                .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(address)))
                .id();
        return findings.ofCustomer(known, action, limit, after);
    }

    @PUT
    @Path("/{id}")
    public Response replace(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid CustomerRequest request) {
        return ok(customers.replace(id, request, ifMatch));
    }

    @GET
    @Path("/by-key/{source}/{key}")
    public Response getByKey(@PathParam("source") String source, @PathParam("key") String key) {
        ExternalKey address = new ExternalKey(source, key);
        return ok(customers
                .find(address)
                .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(address))));
    }

    @GET
    @Path("/by-key/{source}/{key}/metrics")
    public CustomerMetrics metricsByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("asOf") @Nullable String asOf) {
        ExternalKey address = new ExternalKey(source, key);
        LocalDate date = Checks.date("asOf", asOf);
        return customers
                .find(address)
                .flatMap(customer -> metrics.read(customer.id(), date))
                .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(address)));
    }

    @GET
    @Path("/by-key/{source}/{key}/timeline")
    public Page<TimelineItem> timelineByKey(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        ExternalKey address = new ExternalKey(source, key);
        UUID known = customers
                .find(address)
                .orElseThrow(() -> ProblemException.notFound("There is no customer %s".formatted(address)))
                .id();
        return timeline.page(known, limit, after);
    }

    @PUT
    @Path("/by-key/{source}/{key}")
    public Response upsert(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid CustomerRequest request) {
        Customers.Upserted upserted = customers.upsert(ExternalKey.ofPath(source, key), request, ifMatch);
        return upserted.created() ? created(upserted.customer()) : ok(upserted.customer());
    }

    private static Response ok(Customer customer) {
        return Response.ok(customer)
                .header("ETag", EntityTags.of(customer.version()))
                .build();
    }

    private static Response created(Customer customer) {
        return Response.created(URI.create("/v1/customers/" + customer.id()))
                .entity(customer)
                .header("ETag", EntityTags.of(customer.version()))
                .build();
    }
}
