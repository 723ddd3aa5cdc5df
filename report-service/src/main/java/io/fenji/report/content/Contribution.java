package io.fenji.report.content;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How spend concentrates on few customers. Steps, curve and Gini are empty or absent when there is no positive spend.
public record Contribution(
        long customers,
        long nonPositive,
        @Nullable BigDecimal gini,
        List<ContributionStep> steps,
        List<CurvePoint> curve) {

    /// `customers` is that share of all of them, rounded up: the top fifth of six are two.
    public record ContributionStep(BigDecimal shareOfCustomers, long customers, Money spend, BigDecimal shareOfSpend) {}

    public record CurvePoint(long customers, BigDecimal shareOfCustomers, BigDecimal shareOfSpend) {}
}
