package io.fenji.report.content;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The criteria in force, in words of the report's language.
public record Criteria(
        String population,
        List<DimensionWords> dimensions,
        String cut,
        List<TierWords> tiers,
        List<RuleWords> rules,
        @Nullable String movement,
        @Nullable String calibration) {

    /// `weight` is the dimension's share of the score.
    public record DimensionWords(
            String key, String name, @Nullable BigDecimal weight, List<CriterionWords> criteria) {}

    /// `weight` is the criterion's share of its dimension.
    public record CriterionWords(
            String metric,
            String name,
            @Nullable BigDecimal weight,
            String scale,
            @Nullable String missing) {}

    public record TierWords(String tier, String name, String threshold) {}

    public record RuleWords(String key, String text) {}
}
