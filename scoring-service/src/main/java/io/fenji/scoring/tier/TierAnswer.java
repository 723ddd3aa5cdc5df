package io.fenji.scoring.tier;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.scoring.clock.Clocks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's tier in a scheme and how fresh it is; without tier, why.
///
/// @param recordedAt since when it is known; like the clocks after it only in an answer about the past
@RegisterForReflection
public record TierAnswer(
        UUID customerId,
        String scheme,
        @Nullable String tier,
        @Nullable Map<String, String> tierName,
        @Nullable String outside,
        @Nullable BigDecimal score,
        @Nullable Instant since,
        Instant computedAt,
        @Nullable Instant dataAsOf,
        @Nullable LocalDate businessDate,
        int schemeVersion,
        @Nullable UUID calibrationId,
        @Nullable UUID runId,
        @Nullable Instant recordedAt,
        @Nullable Instant asOf,
        @Nullable Instant knownAt) {

    static TierAnswer from(TierRow row, @Nullable Scheme scheme) {
        return new TierAnswer(
                row.customerId(),
                row.version().scheme(),
                row.tier(),
                scheme == null ? null : name(scheme, row.tier()),
                row.outside(),
                row.score() == null ? null : Fixed.toDecimal(row.score()),
                row.since(),
                row.computedAt(),
                row.dataAsOf(),
                row.businessDate(),
                row.version().version(),
                row.calibrationId(),
                row.runId(),
                null,
                null,
                null);
    }

    static TierAnswer from(PastTier past, Clocks clocks, @Nullable Scheme scheme) {
        return new TierAnswer(
                past.customerId(),
                past.version().scheme(),
                past.tier(),
                scheme == null ? null : name(scheme, past.tier()),
                past.outside(),
                past.score() == null ? null : Fixed.toDecimal(past.score()),
                past.since(),
                past.computedAt(),
                past.dataAsOf(),
                past.businessDate(),
                past.version().version(),
                past.calibrationId(),
                past.runId(),
                past.recordedAt(),
                clocks.asOf(),
                clocks.knownAt());
    }

    static @Nullable Map<String, String> name(Scheme scheme, @Nullable String tier) {
        int index = tier == null ? -1 : scheme.tierIndex(tier);
        return index < 0 ? null : scheme.tiers().get(index).name();
    }

    /// Changes whenever anything in the answer does.
    String entityTag() {
        return "\"%d-%x-%x\"".formatted(schemeVersion, hashCode(), computedAt.toEpochMilli());
    }
}
