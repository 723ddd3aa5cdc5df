package io.fenji.scoring.follow;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/// How customer-service's metric feed is followed.
@ConfigMapping(prefix = "fenji.follower")
interface FollowerConfig {
    /// Whether the background follower runs; without it only tier runs catch up.
    boolean enabled();

    /// How long customer-service may hold an empty answer back, at most 30 s.
    Duration longPoll();

    /// Most customers in one page.
    int pageSize();
}
