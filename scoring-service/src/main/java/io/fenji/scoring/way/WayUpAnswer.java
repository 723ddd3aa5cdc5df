package io.fenji.scoring.way;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a customer comes to the next tier, and what becomes of it when nothing happens; as the contract
/// says.
@RegisterForReflection
public record WayUpAnswer(
        UUID customerId,
        String scheme,
        int schemeVersion,
        @Nullable UUID calibrationId,
        Instant computedAt,
        Instant dataAsOf,
        LocalDate businessDate,
        @Nullable String tier,
        @Nullable Map<String, String> tierName,
        @Nullable String outside,
        @Nullable BigDecimal score,
        @Nullable String next,
        @Nullable Map<String, String> nextName,
        String outcome,
        List<Proposal> proposals,
        boolean complete,
        List<Held> heldFixed,
        List<Obstacle> obstacles,
        Outlook ifNothingHappens,
        Map<String, String> words) {

    /// A metric that proposals take as it is, although what they propose moves it.
    @RegisterForReflection
    public record Held(String metric, Map<String, String> name) {}

    /// Changes that together reach the next tier.
    @RegisterForReflection
    public record Proposal(
            List<Change> changes,
            String tier,
            Map<String, String> tierName,
            @Nullable String waiting,
            @Nullable LocalDate on,
            Map<String, String> words) {}

    /// A metric and what it must come to.
    @RegisterForReflection
    public record Change(
            String metric,
            Map<String, String> name,
            String unit,
            BigDecimal step,
            @Nullable BigDecimal from,
            BigDecimal to,
            @Nullable BigDecimal change,
            List<Move> along) {}

    /// A metric that moves along.
    @RegisterForReflection
    public record Move(
            String metric,
            Map<String, String> name,
            @Nullable BigDecimal from,
            BigDecimal to) {}

    /// What stands in the way and cannot be moved.
    @RegisterForReflection
    public record Obstacle(
            String kind,
            @Nullable String rule,
            @Nullable String effect,
            @Nullable String tier,
            @Nullable UUID overrideId,
            @Nullable LocalDate expiresOn,
            Map<String, String> words) {}

    /// What becomes of the tier as the days go by.
    @RegisterForReflection
    public record Outlook(
            String outcome,
            @Nullable LocalDate until,
            @Nullable Instant computedAt,
            @Nullable Turn rise,
            @Nullable Turn fall,
            Map<String, String> words) {}

    /// A change of the tier that time brings.
    @RegisterForReflection
    public record Turn(
            LocalDate on,
            @Nullable String tier,
            @Nullable Map<String, String> tierName,
            @Nullable String outside,
            @Nullable LocalDate pendingSince,
            @Nullable String waited,
            List<Cause> causes,
            List<String> begun,
            List<String> ended,
            Map<String, String> words) {}

    /// What brings a change about.
    @RegisterForReflection
    public record Cause(
            String kind,
            @Nullable String metric,
            @Nullable Map<String, String> name,
            @Nullable String unit,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable UUID overrideId) {}
}
