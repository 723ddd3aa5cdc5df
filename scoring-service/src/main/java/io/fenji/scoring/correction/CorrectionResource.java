package io.fenji.scoring.correction;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationStarts;
import io.fenji.kit.problem.ProblemException;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.tier.InForce;
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
import java.sql.Connection;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Starts corrections of the past.
@Path("/v1/tier-corrections")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CorrectionResource {
    private final OperationStarts starts;
    private final BusinessClock clock;
    private final ObjectMapper json;

    CorrectionResource(OperationStarts starts, BusinessClock clock, ObjectMapper json) {
        this.starts = starts;
        this.clock = clock;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @NotNull @Valid CorrectionRequest request) {
        return starts.run("POST /v1/tier-corrections", idempotencyKey, request, (connection, operations) -> {
            check(connection, request);
            return operations.submit(connection, CorrectionOperation.KIND, json.valueToTree(request));
        });
    }

    private void check(Connection connection, CorrectionRequest request) {
        if (InForce.of(connection, request.scheme()).isEmpty()) {
            SchemeStore.requireActive(connection, request.scheme());
            throw ProblemException.at(
                    ScoringProblem.CORRECTION_INVALID,
                    "/scheme",
                    "NOTHING_IN_FORCE",
                    "Nothing of '%s' has taken effect yet; start a tier run".formatted(request.scheme()));
        }
        LocalDate today = MetricCopy.state(connection).businessDateOr(clock.today());
        if (!request.from().isBefore(today) || request.from().isBefore(today.minusYears(1))) {
            throw ProblemException.at(
                    ScoringProblem.CORRECTION_INVALID,
                    "/from",
                    "OUT_OF_RANGE",
                    "The business date is %s: corrections begin on a day before, up to a year back".formatted(today));
        }
    }
}
