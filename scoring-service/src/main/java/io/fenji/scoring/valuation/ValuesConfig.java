package io.fenji.scoring.valuation;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// When value models are calibrated anew.
@ConfigMapping(prefix = "fenji.values")
interface ValuesConfig {
    /// In a month without such a day it is its last; 0 for never.
    @Min(0)
    @Max(31)
    int dayOfMonth();
}
