package io.fenji.scoring.tier;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer's tier in a scheme and how fresh it is; without tier, why.
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
        Instant dataAsOf,
        LocalDate businessDate,
        int schemeVersion,
        @Nullable UUID calibrationId,
        @Nullable UUID runId) {

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
                row.runId());
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
