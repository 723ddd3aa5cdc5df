package io.fenji.scoring.simulation;

import io.fenji.engine.language.Language;
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

/// Simulations; nothing of them is stored.
@Path("/v1/simulations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SimulationResource {
    private final Simulator simulator;

    SimulationResource(Simulator simulator) {
        this.simulator = simulator;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Simulation simulate(@NotNull @Valid SimulationRequest request, @Context HttpHeaders headers) {
        return simulator.simulate(request, Language.of(headers.getAcceptableLanguages()));
    }
}
