package io.fenji.report.retention;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How long reports are kept whose definition says nothing.
@ConfigMapping(prefix = "fenji.reports.retention")
interface RetentionConfig {
    @Min(1)
    int days();

    /// How often what is over is looked for.
    Duration check();
}
