package io.fenji.engine.scheme;

import java.math.BigDecimal;

/// How a metric is compared. Limits have at most four decimals, as metric values do.
public sealed interface Comparison {

    /// `"atLeast": n`.
    record AtLeast(BigDecimal limit) implements Comparison {}

    /// `"over": n`, n itself not included.
    record Over(BigDecimal limit) implements Comparison {}

    /// `"atMost": n`.
    record AtMost(BigDecimal limit) implements Comparison {}

    /// `"under": n`, n itself not included.
    record Under(BigDecimal limit) implements Comparison {}

    /// `"equals": n`.
    record EqualTo(BigDecimal value) implements Comparison {}

    /// `"between": [low, high]`, both ends included.
    record Between(BigDecimal low, BigDecimal high) implements Comparison {}
}
