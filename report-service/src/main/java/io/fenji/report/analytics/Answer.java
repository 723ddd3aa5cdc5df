package io.fenji.report.analytics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Figures with what they are about and how fresh they are.
@RegisterForReflection
record Answer<T>(About about, T figures) {
    /// What the figures are about.
    ///
    /// @param computedAt time of the scheme's newest tier change
    /// @param dataAsOf time of the newest metric they hold
    @RegisterForReflection
    record About(
            String scheme,
            int schemeVersion,
            String spendMetric,
            LocalDate asOf,
            @Nullable Instant dataAsOf,
            @Nullable Instant computedAt,
            Freshness freshness) {}
}
