package io.fenji.report.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.report.content.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Customers and spend by tier as they stand now.
@RegisterForReflection
record TierDistribution(
        String scheme,
        int schemeVersion,
        String spendMetric,
        List<TierShare> tiers,
        long customers,
        long outsidePopulation,
        Money spend,
        @Nullable LocalDate businessDate,
        @Nullable Instant dataAsOf,
        @Nullable Instant computedAt) {

    @RegisterForReflection
    record TierShare(
            String tier,
            JsonNode name,
            long customers,
            BigDecimal shareOfCustomers,
            Money spend,
            @Nullable BigDecimal shareOfSpend) {}
}
