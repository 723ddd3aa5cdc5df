package io.fenji.scoring.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fenji.scoring.metric.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What drafts would do. Tiers of customers without one are absent; spend is the sum of the request's metric.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Simulation(
        SnapshotPart snapshot,
        String scheme,
        String spendMetric,
        Baseline baseline,
        List<Outcome> drafts,
        @Nullable CurvePart curve) {

    /// The base that all of this is about.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SnapshotPart(
            UUID id,
            Instant takenAt,
            int customers,
            @Nullable LocalDate businessDate,
            @Nullable Instant dataAsOf) {}

    /// What is in force.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Baseline(@Nullable Integer schemeVersion, List<TierCount> tiers, Count withoutTier) {}

    /// Customers, and what they spend together.
    @RegisterForReflection
    public record Count(long customers, BigDecimal spend) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TierCount(String tier, @Nullable Map<String, String> tierName, long customers, BigDecimal spend) {}

    /// What one draft would do.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            @Nullable String label,
            @Nullable Integer version,
            List<TierCount> tiers,
            Count withoutTier,
            Moves moves,
            List<Flow> migration,
            List<Mover> movers,
            List<Breakdown> byAttribute) {}

    /// Everyone, once: `replaced` leave a tier that the draft does not have for one that it has.
    @RegisterForReflection
    public record Moves(Count up, Count down, Count entered, Count left, Count replaced, Count unchanged) {}

    /// A cell of the migration matrix that is not empty.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Flow(@Nullable String from, @Nullable String to, long customers, BigDecimal spend) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mover(
            UUID customerId,
            List<ExternalKey> keys,
            @Nullable String from,
            @Nullable String to,
            @Nullable BigDecimal scoreBefore,
            @Nullable BigDecimal scoreAfter,
            @Nullable BigDecimal spend) {}

    /// How the tiers are spread over an attribute's values, the most frequent ones first.
    @RegisterForReflection
    public record Breakdown(String attribute, List<Part> values) {}

    /// Customers with one value, or without any.
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(@Nullable String value, long customers, List<Change> tiers) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(@Nullable String tier, long before, long after) {}

    /// The effect of one number.
    @RegisterForReflection
    public record CurvePart(String pointer, List<CurvePoint> points) {}

    /// What the draft would do with one value.
    ///
    /// @param fault why it would not be a scheme with it; the rest is absent then
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CurvePoint(
            BigDecimal value,
            @Nullable String fault,
            @Nullable List<TierCount> tiers,
            @Nullable Count withoutTier,
            @Nullable Moves moves) {}
}
