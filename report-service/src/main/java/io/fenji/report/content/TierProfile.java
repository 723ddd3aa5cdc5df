package io.fenji.report.content;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One tier's customers and what they bring.
public record TierProfile(
        String tier,
        String name,
        long customers,
        BigDecimal shareOfCustomers,
        Money spend,
        @Nullable BigDecimal shareOfSpend,
        @Nullable Money averageSpend,
        long orders,
        @Nullable BigDecimal averageOrders,
        @Nullable BigDecimal averageRecencyDays) {}
