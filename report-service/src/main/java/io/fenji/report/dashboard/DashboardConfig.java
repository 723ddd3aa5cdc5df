package io.fenji.report.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How running work is shown.
@ConfigMapping(prefix = "fenji.dashboard")
interface DashboardConfig {
    /// Progress streams open at a time; one more is refused.
    @WithDefault("64")
    int streams();

    /// How often a stream looks for something new.
    @WithDefault("1s")
    Duration look();

    /// How often a stream that has nothing to tell gives a sign of life.
    @WithDefault("15s")
    Duration heartbeat();
}
