package io.fenji.report.mart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a feed, complete.
///
/// @param fetchedFrom the cursor it was asked with
/// @param businessDate of the base, when the feed tells it
/// @param asOf time of its newest item, null when it has none
record FeedPage<T>(
        @Nullable String fetchedFrom,
        List<T> items,
        @Nullable String next,
        boolean more,
        @Nullable LocalDate businessDate,
        @Nullable Instant asOf) {}
