package io.fenji.report.upstream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// What is read from customer-service besides its feed.
@Path("/v1")
@RegisterRestClient(configKey = "customer-service")
public interface CustomerApi {

    @GET
    @Path("/customers")
    CustomerList customers(@QueryParam("id") List<UUID> ids, @QueryParam("limit") int limit);

    @GET
    @Path("/imports")
    ImportList imports(@QueryParam("limit") int limit);

    @GET
    @Path("/quality")
    JsonNode quality(
            @QueryParam("source") @Nullable String source,
            @QueryParam("entity") @Nullable String entity,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to);

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CustomerList(List<NamedCustomer> items) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NamedCustomer(UUID id, @Nullable String name) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ImportList(List<ImportView> items) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ImportView(
            UUID id,
            String type,
            @Nullable String filename,
            boolean validateOnly,
            String state,
            @Nullable Counts counts,
            @Nullable List<Rejected> rejectedByCode,
            @Nullable Instant finishedAt) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Counts(long read, long landed, long rejected) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rejected(String code, long count, @Nullable String reason) {}
}
