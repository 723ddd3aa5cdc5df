package io.fenji.report.analytics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// The query parameters that all analyses of a scheme take.
@RegisterForReflection
public record AnalyticsParameters(
        @QueryParam("scheme") @Nullable String scheme,
        @QueryParam("asOf") @Nullable String asOf,
        @QueryParam("region") @Nullable String region,
        @QueryParam("industry") @Nullable String industry,
        @QueryParam("channel") @Nullable String channel,
        @QueryParam("accountManager") @Nullable String accountManager,
        @QueryParam("minGroup") @Nullable String minGroup,
        @QueryParam("format") @Nullable String format) {

    Filters filters() {
        return new Filters(region, industry, channel, accountManager);
    }
}
