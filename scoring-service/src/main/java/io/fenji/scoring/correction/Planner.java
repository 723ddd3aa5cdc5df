package io.fenji.scoring.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.evaluation.ManualTiers.ManualTier;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.history.Fact;
import io.fenji.scoring.history.Timeline;
import io.fenji.scoring.override.OverrideStore;
import io.fenji.scoring.override.TierOverride;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.value.DerivedMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects what a customer's past is evaluated from.
@ApplicationScoped
class Planner {
    /// Days that must come out as recorded before others are corrected unasked.
    private static final int PROOF_DAYS = 7;

    /// What is asked for.
    ///
    /// @param first the first day to correct
    /// @param late for corrections that nobody asked for: days before must come out as they are
    /// recorded, and times of which nothing is recorded are left alone; null for others
    record Wanted(
            UUID customerId,
            InForce inForce,
            LocalDate first,
            LocalDate last,
            @Nullable Late late) {
        boolean proven() {
            return late != null;
        }
    }

    private final SchemeVersions schemes;
    private final Evaluators evaluators;
    private final BusinessClock clock;
    private final ObjectMapper json;

    Planner(SchemeVersions schemes, Evaluators evaluators, BusinessClock clock, ObjectMapper json) {
        this.schemes = schemes;
        this.evaluators = evaluators;
        this.clock = clock;
        this.json = json;
    }

    /// All that counts for the days; empty for a customer who is not there.
    Optional<Plan> plan(Connection connection, Wanted wanted) {
        String scheme = wanted.inForce().version().scheme();
        return Sql.first(
                        connection,
                        "select attributes from customer_metrics where customer_id = ?",
                        row -> row.getString(1),
                        wanted.customerId())
                .map(attributes -> {
                    Timeline recorded = Timeline.read(connection, wanted.customerId(), scheme);
                    List<PastDay> days = days(connection, wanted, recorded);
                    Set<String> others = new TreeSet<>();
                    days.forEach(day -> others.addAll(day.scheme().schemes()));
                    return new Plan(
                            recorded,
                            attributes(attributes),
                            timelines(connection, wanted, others, Long.MAX_VALUE),
                            wanted.late() == null
                                    ? Map.of()
                                    : timelines(
                                            connection,
                                            wanted,
                                            others,
                                            wanted.late().recorded()),
                            InForce.ladders(connection, others),
                            days.isEmpty() ? Stay.NONE : stay(recorded.at(before(days.getFirst()))),
                            days,
                            wanted.late());
                });
    }

    private static Map<String, Timeline> timelines(
            Connection connection, Wanted wanted, Set<String> schemes, long recorded) {
        return schemes.stream()
                .collect(Collectors.toMap(
                        scheme -> scheme, scheme -> Timeline.read(connection, wanted.customerId(), scheme, recorded)));
    }

    private List<PastDay> days(Connection connection, Wanted wanted, Timeline recorded) {
        Regimes regimes =
                Regimes.read(connection, wanted.inForce(), clock.zone(), version -> schemes.get(connection, version));
        List<TierOverride> overrides = OverrideStore.all(
                connection, wanted.customerId(), wanted.inForce().version().scheme());
        Instant now = clock.now();
        int proofDays = wanted.proven() ? PROOF_DAYS : 0;
        // A grace may be running, from a review perhaps that an evaluation before makes due.
        int approach = proofDays + graceDays(connection, wanted.inForce()) + 1;
        LocalDate first = regimes.afterKeeping(wanted.first().minusDays(approach), wanted.last(), recorded)
                .map(free -> free.plusDays(approach))
                .filter(free -> free.isAfter(wanted.first()))
                .orElse(wanted.first());
        LocalDate proof = first.minusDays(proofDays);
        List<PastDay> days = new ArrayList<>();
        for (LocalDate date = first.minusDays(approach);
                !date.isAfter(wanted.last()) && !start(date.plusDays(1)).isAfter(now);
                date = date.plusDays(1)) {
            Instant end = start(date.plusDays(1)).minus(1, ChronoUnit.MICROS);
            Optional<Fact> fact = recorded.at(end);
            if ((wanted.proven() && fact.isEmpty()) || regimes.hasEnded(fact, end)) {
                continue;
            }
            InForce inForce = regimes.inForce(fact, end);
            Scheme version = schemes.get(connection, inForce.version());
            days.add(new PastDay(
                    date,
                    start(date),
                    start(date.plusDays(1)),
                    fact.orElse(null),
                    inForce,
                    version,
                    evaluators.get(connection, inForce.version(), inForce.calibrationId()),
                    DerivedMetrics.at(connection, version.metrics(), end),
                    manual(version, overrides, date, end),
                    stay(fact),
                    date.isBefore(proof)
                            ? PastDay.Use.APPROACH
                            : date.isBefore(first) ? PastDay.Use.PROOF : PastDay.Use.CORRECTION));
        }
        return wanted.proven() ? proven(days) : days;
    }

    /// Where history has just begun, its first day has to do as proof.
    private static List<PastDay> proven(List<PastDay> days) {
        if (days.isEmpty() || days.stream().anyMatch(day -> day.use() == PastDay.Use.PROOF)) {
            return days;
        }
        days.set(0, days.getFirst().as(PastDay.Use.PROOF));
        return days;
    }

    private int graceDays(Connection connection, InForce inForce) {
        return schemes.get(connection, inForce.version()).movement().downgrade().graceDays();
    }

    private Stay stay(Optional<Fact> fact) {
        return fact.map(found -> Stay.of(found, clock.zone())).orElse(Stay.NONE);
    }

    private @Nullable ManualTier manual(Scheme scheme, List<TierOverride> overrides, LocalDate date, Instant moment) {
        return overrides.reversed().stream()
                .filter(given -> holds(given, date, moment))
                .findFirst()
                .map(given -> new ManualTier(
                        index(scheme, given.tier()), index(scheme, given.floor()), index(scheme, given.ceiling())))
                .orElse(null);
    }

    private boolean holds(TierOverride given, LocalDate date, Instant moment) {
        Instant from = given.effectiveFrom() == null ? given.createdAt() : start(given.effectiveFrom());
        return !from.isAfter(moment)
                && (given.endedAt() == null || given.endedAt().isAfter(moment))
                && (given.expiresOn() == null || given.expiresOn().isAfter(date));
    }

    private static int index(Scheme scheme, @Nullable String tier) {
        return tier == null ? -1 : scheme.tierIndex(tier);
    }

    private static Instant before(PastDay day) {
        return day.from().minus(1, ChronoUnit.MICROS);
    }

    private Instant start(LocalDate date) {
        return date.atStartOfDay(clock.zone()).toInstant();
    }

    private Map<String, String> attributes(String stored) {
        try {
            return json.readValue(stored, new TypeReference<>() {});
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
