package io.fenji.scoring.simulation;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/// How simulations use memory.
@ConfigMapping(prefix = "fenji.simulations")
interface SimulationConfig {
    /// How long the base stays in memory after the last simulation.
    Duration keep();
}
