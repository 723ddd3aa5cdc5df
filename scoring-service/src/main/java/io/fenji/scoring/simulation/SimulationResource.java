package io.fenji.scoring.simulation;

import io.fenji.engine.language.Language;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Simulations; nothing of them is stored.
@Path("/v1/simulations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SimulationResource {
    /// Each holds columns as long as the base; the processors are busy with fewer.
    private static final int AT_ONCE = 4;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Simulator simulator;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    SimulationResource(Simulator simulator) {
        this.simulator = simulator;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Simulation simulate(@NotNull @Valid SimulationRequest request, @Context HttpHeaders headers)
            throws InterruptedException {
        if (!places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProblemException(
                    CommonProblem.SERVICE_UNAVAILABLE,
                    "%d simulations are running already; try again in a moment".formatted(AT_ONCE));
        }
        try {
            return simulator.simulate(request, Language.of(headers.getAcceptableLanguages()));
        } finally {
            places.release();
        }
    }
}
