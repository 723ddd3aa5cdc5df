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
import io.fenji.customer.value.ExternalKey;
import io.fenji.customer.write.MergePatch;
import io.fenji.kit.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Customers by one of their keys.
// With the path of CustomerResource: methods of classes with one path are matched together.
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerByKeyResource {
    private final Customers customers;
    private final MergePatch patches;
    private final CustomerAnswers answers;
    private final MetricReader metrics;
    private final Timeline timeline;
    private final FindingReader findings;
    private final PersonalReads reads;

    CustomerByKeyResource(
            Customers customers,
            MergePatch patches,
            CustomerAnswers answers,
            MetricReader metrics,
            Timeline timeline,
            FindingReader findings,
            PersonalReads reads) {
        this.customers = customers;
        this.patches = patches;
        this.answers = answers;
        this.metrics = metrics;
        this.timeline = timeline;
        this.findings = findings;
        this.reads = reads;
    }

    @GET
    @Path("/by-key/{source}/{key}")
    public Response get(@PathParam("source") String source, @PathParam("key") String key) {
        return answers.ok(customers.get(id(source, key)));
    }

    @PUT
    @Path("/by-key/{source}/{key}")
    public Response upsert(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid CustomerRequest request) {
        Customers.Upserted upserted = customers.upsert(ExternalKey.ofPath(source, key), request, ifMatch);
        return upserted.created() ? answers.created(upserted.customer()) : answers.ok(upserted.customer());
    }

    @PATCH
    @Path("/by-key/{source}/{key}")
    @Consumes(MergePatch.MEDIA_TYPE)
    public Response patch(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        return answers.ok(
                customers.change(id(source, key), known -> CustomerRequest.patched(patches, known, patch), ifMatch));
    }

    @DELETE
    @Path("/by-key/{source}/{key}")
    public void delete(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        customers.delete(id(source, key), ifMatch);
    }

    @GET
    @Path("/by-key/{source}/{key}/metrics")
    public CustomerMetrics metrics(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("asOf") @Nullable String asOf) {
        UUID id = id(source, key);
        return metrics.read(id, Checks.date("asOf", asOf)).orElseThrow(() -> customers.missing(id));
    }

    @GET
    @Path("/by-key/{source}/{key}/metric-projection")
    public MetricProjection metricProjection(
            @PathParam("source") String source, @PathParam("key") String key, @QueryParam("to") @Nullable String to) {
        UUID id = id(source, key);
        return metrics.project(id, Checks.date("to", to)).orElseThrow(() -> customers.missing(id));
    }

    @GET
    @Path("/by-key/{source}/{key}/findings")
    public Page<FindingReader.Shown> findings(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("action") @Nullable String action,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return findings.ofCustomer(reads.of(id(source, key)), action, limit, after);
    }

    @GET
    @Path("/by-key/{source}/{key}/timeline")
    public Page<TimelineItem> timeline(
            @PathParam("source") String source,
            @PathParam("key") String key,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return timeline.page(reads.of(id(source, key)), limit, after);
    }

    private UUID id(String source, String key) {
        return customers.idOf(new ExternalKey(source, key));
    }
}
