package io.fenji.report.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What all reports share.
@ConfigMapping(prefix = "fenji.reports")
interface ReportConfig {
    /// How long a report may wait for the mart to catch up.
    @WithDefault("60s")
    Duration catchUp();
}
