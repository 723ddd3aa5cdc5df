package io.fenji.customer.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.customer.cleaning.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The base's quality on a day; without a day where none was computed yet.
@RegisterForReflection
public record Quality(
        @Nullable LocalDate day,
        @Nullable Instant computedAt,
        List<RuleCount> rules,
        List<FieldQuality> fields,
        List<Timeliness> timeliness,
        List<TrendDay> trend) {

    /// What a rule found in the rows of an entity and source, and how many rows it refused.
    @RegisterForReflection
    public record RuleCount(
            String rule,
            String entity,
            String source,
            String dimension,
            Severity severity,
            long repaired,
            long flagged,
            long rejected,
            JsonNode examples) {}

    /// How full and valid a field is. Shares are 0 to 1 and absent where nothing is counted.
    @RegisterForReflection
    public record FieldQuality(
            String entity,
            String source,
            String field,
            long rows,
            long filled,
            @Nullable BigDecimal completeness,
            long flagged,
            @Nullable BigDecimal validity,
            @Nullable Long distinct,
            @Nullable BigDecimal uniqueness) {}

    /// How old rows are when they arrive.
    @RegisterForReflection
    public record Timeliness(
            String entity,
            String source,
            long rows,
            Instant newestAt,
            Instant arrivedAt,
            long medianLagSeconds,
            long p95LagSeconds) {}

    /// A day of the trend.
    @RegisterForReflection
    public record TrendDay(
            LocalDate day,
            long repaired,
            long flagged,
            long rejected,
            @Nullable BigDecimal completeness,
            @Nullable BigDecimal validity) {}
}
