package io.fenji.report.upstream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// What is read from scoring-service besides its feed.
@Path("/v1")
@RegisterRestClient(configKey = "scoring-service")
public interface ScoringApi {

    @GET
    @Path("/schemes/{key}")
    SchemeSummary scheme(@PathParam("key") String key);

    @GET
    @Path("/schemes/{key}/versions/{version}")
    SchemeVersion version(@PathParam("key") String key, @PathParam("version") int version);

    /// Newest first.
    @GET
    @Path("/tier-runs")
    RunList runs(@QueryParam("scheme") String scheme, @QueryParam("limit") int limit);

    @GET
    @Path("/calibrations/{id}")
    JsonNode calibration(@PathParam("id") UUID id);

    @GET
    @Path("/warnings")
    JsonNode warnings(
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("tier") @Nullable String tier,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("province") @Nullable String province,
            @QueryParam("accountManager") @Nullable String accountManager,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after);

    @GET
    @Path("/segments")
    JsonNode segments(@QueryParam("limit") int limit, @QueryParam("after") @Nullable String after);

    /// What is other in the version than in an earlier one.
    @GET
    @Path("/schemes/{key}/versions/{version}/diff")
    JsonNode differences(
            @PathParam("key") String key, @PathParam("version") int version, @QueryParam("against") int against);

    /// Newest first.
    @GET
    @Path("/value-calibrations")
    JsonNode valueCalibrations(@QueryParam("limit") int limit);

    @GET
    @Path("/value-calibrations/{id}")
    JsonNode valueCalibration(@PathParam("id") UUID id);

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SchemeSummary(
            String key,
            @Nullable Integer activeVersion,
            @Nullable Integer inForceVersion) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SchemeVersion(
            int version, JsonNode document, @Nullable JsonNode activation) {

        /// The document, and what its activation does with existing tiers as one more property: readers of the
        /// document say that in words too.
        @Override
        public JsonNode document() {
            return activation == null || !document.isObject()
                    ? document
                    : document.<ObjectNode>deepCopy().set("activation", activation);
        }
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RunList(List<Run> items) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Run(
            UUID id,
            String state,
            @Nullable Integer schemeVersion,
            @Nullable UUID calibrationId,
            @Nullable LocalDate businessDate,
            @Nullable Instant finishedAt) {}
}
