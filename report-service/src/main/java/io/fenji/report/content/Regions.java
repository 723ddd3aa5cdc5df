package io.fenji.report.content;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tiered customers by region: the largest, then the rest together, then those without one.
public record Regions(Level level, long regions, List<RegionRow> items) {

    public enum Level {
        PROVINCE,
        COUNTRY,
        /// All customers in one region, or none known.
        NONE
    }

    public enum Kind {
        REGION,
        OTHERS,
        UNKNOWN
    }

    public record RegionRow(
            Kind kind,
            @Nullable String key,
            String name,
            long customers,
            BigDecimal shareOfCustomers,
            Money spend,
            @Nullable BigDecimal shareOfSpend,
            long topTierCustomers) {}
}
