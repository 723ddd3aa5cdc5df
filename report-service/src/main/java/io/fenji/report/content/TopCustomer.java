package io.fenji.report.content;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `label` is the name; a key or the id when the name could not be read.
public record TopCustomer(
        int rank,
        UUID customerId,
        String label,
        @Nullable String key,
        @Nullable String region,
        String tier,
        String tierName,
        Money spend,
        @Nullable BigDecimal shareOfSpend,
        @Nullable Long orders,
        @Nullable BigDecimal recencyDays) {}
