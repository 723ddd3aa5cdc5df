package io.fenji.report.mart;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the mart follows its feeds.
@ConfigMapping(prefix = "fenji.mart")
interface MartConfig {
    /// Whether to follow at all; without it the mart only catches up for a report.
    @WithDefault("true")
    boolean follow();

    /// Items asked for at once; a page is held in memory.
    @WithDefault("10000")
    int pageSize();

    /// How long a feed may hold back an empty answer; every answer says anew that the mart is at the feed's end.
    @WithDefault("4s")
    Duration longPoll();

    /// How long a scheme told once is good for analytics.
    @WithDefault("5s")
    Duration schemeFresh();
}
