package io.fenji.scoring.correction;

import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Stays;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Scheme;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.history.Fact;
import io.fenji.scoring.history.Timeline;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.tier.InForce;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the tiers of a scheme came from in the past. A run puts its version and calibration in force
/// for everyone, also where it changes nothing; the last one of a scheme that was retired ends it.
final class Regimes {
    private static final String QUERY = """
            select coalesce(recorded_at, ended_at), scheme_version, calibration_id, existing_tiers, keep_until,
              ended_at is not null
            from tier_runs where scheme = ? and coalesce(recorded_at, ended_at) is not null
            order by coalesce(recorded_at, ended_at)""";

    /// From when on something was in force.
    ///
    /// @param ended nothing was any more
    private record Regime(Instant from, InForce inForce, boolean ended) {}

    private final List<Regime> regimes;
    private final ZoneId zone;
    private final Function<VersionId, Scheme> schemes;

    private Regimes(List<Regime> regimes, ZoneId zone, Function<VersionId, Scheme> schemes) {
        this.regimes = regimes;
        this.zone = zone;
        this.schemes = schemes;
    }

    /// Those of a scheme.
    ///
    /// @param now what is in force of it, which is all where there was no run
    static Regimes read(Connection connection, InForce now, ZoneId zone, Function<VersionId, Scheme> schemes) {
        String scheme = now.version().scheme();
        List<Regime> recorded = Sql.list(connection, QUERY, row -> regime(scheme, row), scheme);
        return new Regimes(recorded.isEmpty() ? List.of(new Regime(Instant.MAX, now, false)) : recorded, zone, schemes);
    }

    private static Regime regime(String scheme, ResultSet row) throws SQLException {
        @Nullable String mode = row.getString(4);
        @Nullable LocalDate until = row.getObject(5, LocalDate.class);
        ExistingTiers existing = mode == null
                ? ExistingTiers.APPLY_NOW
                : new ExistingTiers(
                        ExistingTiers.Mode.valueOf(mode),
                        until == null ? Stays.NO_DATE : Math.toIntExact(until.toEpochDay()));
        return new Regime(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                new InForce(new VersionId(scheme, row.getInt(2)), row.getObject(3, UUID.class), existing),
                row.getBoolean(6));
    }

    /// Whether nothing was in force for the customer: it had left, or the scheme had ended and none of
    /// its versions had evaluated it since.
    boolean hasEnded(Optional<Fact> fact, Instant moment) {
        return fact.filter(Fact::isOfOneWhoLeft).isPresent()
                || last(moment)
                        .filter(Regime::ended)
                        .filter(end -> fact.filter(found -> found.from().isAfter(end.from()))
                                .isEmpty())
                        .isPresent();
    }

    /// Before anything was in force, the first that was.
    InForce inForce(Optional<Fact> fact, Instant moment) {
        Optional<Regime> run = last(moment);
        if (run.isPresent()
                && fact.filter(found -> found.from().isAfter(run.get().from())).isEmpty()) {
            return run.get().inForce();
        }
        return fact.map(found -> new InForce(found.version(), found.calibrationId()))
                .orElseGet(() -> regimes.getFirst().inForce());
    }

    private Optional<Regime> last(Instant moment) {
        return regimes.reversed().stream()
                .filter(regime -> !regime.from().isAfter(moment))
                .findFirst();
    }

    /// The day after the last one on which the customer may have had a tier that an activation had left
    /// alone. Which it was, and since when no more, is not recorded; so days up to it are not evaluated
    /// again.
    ///
    /// @return empty when there was none of the days
    Optional<LocalDate> afterKeeping(LocalDate first, LocalDate last, Timeline recorded) {
        for (LocalDate date = last; !date.isBefore(first); date = date.minusDays(1)) {
            if (mayKeep(date, recorded)) {
                return Optional.of(date.plusDays(1));
            }
        }
        return Optional.empty();
    }

    private boolean mayKeep(LocalDate date, Timeline recorded) {
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        Optional<Regime> regime =
                last(end).filter(found -> found.inForce().existing().keeps());
        if (regime.isEmpty()) {
            return false;
        }
        Instant effect = effect(regime.get());
        return date.isBefore(endOfKeeping(regime.get().inForce(), LocalDate.ofInstant(effect, zone)))
                && recorded.at(effect).filter(fact -> fact.tier() != null).isPresent();
    }

    /// When the version took effect: further runs of it change nothing of what is kept.
    private Instant effect(Regime regime) {
        Instant effect = regime.from();
        for (Regime before : regimes.subList(0, regimes.indexOf(regime)).reversed()) {
            if (before.ended()
                    || !before.inForce().version().equals(regime.inForce().version())) {
                break;
            }
            effect = before.from();
        }
        return effect;
    }

    /// The first day on which certainly nothing was kept.
    private LocalDate endOfKeeping(InForce inForce, LocalDate effect) {
        ExistingTiers existing = inForce.existing();
        LocalDate dated = existing.until() == Stays.NO_DATE ? LocalDate.MAX : LocalDate.ofEpochDay(existing.until());
        if (existing.mode() == ExistingTiers.Mode.PROTECT_UNTIL) {
            return dated;
        }
        LocalDate reviewed = switch (schemes.apply(inForce.version()).review()) {
            case Review.Never never -> LocalDate.MAX;
            case Review.OnDates dates -> dates.schedule().nextAfter(effect);
            case Review.Anniversary anniversary -> effect.plusYears(1).plusDays(1);
        };
        return dated.isBefore(reviewed) ? dated : reviewed;
    }
}
