package io.fenji.report.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.report.upstream.CustomerService;
import io.fenji.report.upstream.RefusedException;
import io.fenji.report.upstream.ScoringService;
import io.fenji.report.upstream.UpstreamException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the other services know best, asked there, and how fresh the mart is.
@Path("/v1/analytics")
@RunOnVirtualThread
public class NeighbourAnalysesResource {
    private final ScoringService scoring;
    private final CustomerService customers;
    private final Database database;

    NeighbourAnalysesResource(ScoringService scoring, CustomerService customers, Database database) {
        this.scoring = scoring;
        this.customers = customers;
        this.database = database;
    }

    @GET
    @Path("/freshness")
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV})
    public Response freshness(@QueryParam("format") @Nullable String format, @Context HttpHeaders headers) {
        Freshness freshness = database.call(Freshness::read);
        return AnswerFormat.of(freshness, freshness, format, headers);
    }

    @GET
    @Path("/warnings")
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode warnings(
            @QueryParam("scheme") @Nullable String scheme,
            @QueryParam("tier") @Nullable String tier,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("severity") @Nullable String severity,
            @QueryParam("region") @Nullable String region,
            @QueryParam("accountManager") @Nullable String accountManager,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        return ask(() -> scoring.warnings(
                new ScoringService.WarningFilter(scheme, tier, kind, severity, region, accountManager), limit, after));
    }

    /// The value calibration in force, whole; nothing when there is none.
    @GET
    @Path("/models")
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode models() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        JsonNode calibration = ask(() -> scoring.valueCalibration().orElseGet(JsonNodeFactory.instance::nullNode));
        if (calibration.isObject()) {
            answer.set("calibration", calibration);
        }
        return answer;
    }

    @GET
    @Path("/data-quality")
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode dataQuality(
            @QueryParam("source") @Nullable String source,
            @QueryParam("entity") @Nullable String entity,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return ask(() -> customers.quality(source, entity, from, to));
    }

    private static JsonNode ask(Supplier<JsonNode> question) {
        try {
            return question.get();
        } catch (RefusedException refused) {
            throw new ProblemException(
                    CommonProblem.INVALID_PARAMETER, Objects.requireNonNullElse(refused.getMessage(), ""));
        } catch (UpstreamException away) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "The service that knows this cannot be reached",
                    List.of(),
                    away);
        }
    }
}
