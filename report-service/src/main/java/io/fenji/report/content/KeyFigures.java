package io.fenji.report.content;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The band of figures at the top. `topTierDormant` are those of the best tier that have bought nothing for
/// more than 180 days. Shares are absent when the spend they are a share of is not positive.
public record KeyFigures(
        long customers,
        long tiered,
        long outside,
        long activeLastYear,
        long topTierDormant,
        Money spend,
        @Nullable Money averageSpend,
        @Nullable BigDecimal topTierShareOfSpend,
        @Nullable BigDecimal topFifthShareOfSpend) {}
