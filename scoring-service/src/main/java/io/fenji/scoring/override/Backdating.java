package io.fenji.scoring.override;

import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.scoring.history.Correction;
import io.fenji.scoring.history.Corrections;
import io.fenji.scoring.history.Fact;
import io.fenji.scoring.history.Outcome;
import io.fenji.scoring.history.Timeline;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.InForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Corrects the past by an override that is to have held before it was given: whatever is recorded of that time, the
/// override comes after it, as it does from now on.
@ApplicationScoped
class Backdating {
    private final SchemeVersions schemes;
    private final ZoneId zone;

    Backdating(SchemeVersions schemes, BusinessClock clock) {
        this.schemes = schemes;
        this.zone = clock.zone();
    }

    /// Records what was in force up to now.
    void correct(Connection connection, InForce inForce, TierOverride given, Instant now) {
        @Nullable LocalDate from = given.effectiveFrom();
        if (from == null) {
            return;
        }
        Scheme scheme = schemes.get(connection, inForce.version());
        Timeline recorded = Timeline.read(connection, given.customerId(), given.scheme());
        @Nullable LocalDate today = MetricCopy.state(connection).businessDate();
        List<Correction> corrections = new ArrayList<>();
        for (Timeline.Segment segment : recorded.between(from.atStartOfDay(zone).toInstant(), now)) {
            @Nullable String before = segment.tier();
            @Nullable String after = applied(scheme, given, before);
            if (after != null && !Objects.equals(before, after)) {
                @Nullable Fact below = segment.fact();
                Outcome outcome = new Outcome(
                        after,
                        null,
                        null,
                        below == null ? null : below.heldTier(),
                        below == null ? null : below.heldSince(),
                        inForce.version(),
                        inForce.calibrationId(),
                        today,
                        null);
                corrections.add(new Correction(segment.from(), segment.until(), before, outcome));
            }
        }
        Corrections.write(connection, given.customerId(), Correction.joined(corrections), Corrections.Cause.OVERRIDE);
    }

    /// Null for none.
    private static @Nullable String applied(Scheme scheme, TierOverride given, @Nullable String tier) {
        ManualTier manual = new ManualTier(
                index(scheme, given.tier()), index(scheme, given.floor()), index(scheme, given.ceiling()));
        int code = manual.applyTo(index(scheme, tier));
        return code < 0 ? null : scheme.tiers().get(code).key();
    }

    private static int index(Scheme scheme, @Nullable String tier) {
        return tier == null ? -1 : scheme.tierIndex(tier);
    }
}
