package io.fenji.scoring.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/// Which scheme to calibrate.
@RegisterForReflection
public record CalibrationRequest(@NotNull String scheme) {}
