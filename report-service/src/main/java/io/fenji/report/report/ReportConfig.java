package io.fenji.report.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/// What all reports share.
@ConfigMapping(prefix = "fenji")
public interface ReportConfig {
    /// Currency that customer-service adds money up in.
    @WithDefault("CNY")
    @WithName("base-currency")
    String baseCurrency();

    /// How long a report may wait for the mart to catch up.
    @WithName("reports.catch-up")
    @WithDefault("60s")
    Duration catchUp();
}
