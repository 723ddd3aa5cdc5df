package io.fenji.scoring.valuation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.clustering.ClusteringSpec;
import io.fenji.kit.idempotency.IdempotencyStore;
import io.fenji.kit.operation.Operation;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.metric.MetricCatalogue;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.value.ModelMetric;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Starts calibrations of value models.
@Path("/v1/value-calibrations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ValueCalibrationStartResource {
    private final Database database;
    private final OperationStore operations;
    private final IdempotencyStore idempotency;
    private final MetricCatalogue catalogue;
    private final ObjectMapper json;

    ValueCalibrationStartResource(
            Database database,
            OperationStore operations,
            IdempotencyStore idempotency,
            MetricCatalogue catalogue,
            ObjectMapper json) {
        this.database = database;
        this.operations = operations;
        this.idempotency = idempotency;
        this.catalogue = catalogue;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid ValueCalibrationRequest request) {
        return idempotency.run("POST /v1/value-calibrations", idempotencyKey, request, () -> {
            check(request);
            Operation operation = submit(request);
            return Response.accepted(operation)
                    .location(URI.create("/v1/operations/" + operation.id()))
                    .build();
        });
    }

    private void check(ValueCalibrationRequest request) {
        if (request.clusters() == null) {
            return;
        }
        try {
            Set<String> known = catalogue.keys();
            List<ClusteringSpec.Feature> features = request.clustering().spec().features();
            for (int i = 0; i < features.size(); i++) {
                String metric = features.get(i).metric();
                if (!known.contains(metric) || metric.equals(ModelMetric.CLUSTER.key())) {
                    throw ProblemException.at(
                            ScoringProblem.VALUE_CALIBRATION_INVALID,
                            "/clusters/features/%d/metric".formatted(i),
                            "UNKNOWN_METRIC",
                            "There is no metric %s to cluster by".formatted(metric));
                }
            }
        } catch (IllegalArgumentException senseless) {
            throw ProblemException.at(
                    ScoringProblem.VALUE_CALIBRATION_INVALID,
                    "/clusters",
                    "INVALID",
                    "The clusters do not make sense: " + senseless.getMessage());
        }
    }

    private Operation submit(ValueCalibrationRequest request) {
        return database.call(c -> {
            UUID id = operations.submit(c, ValueCalibrationOperation.KIND, json.valueToTree(request));
            return operations.find(c, id).orElseThrow();
        });
    }
}
