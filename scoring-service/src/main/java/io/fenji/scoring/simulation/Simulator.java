package io.fenji.scoring.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.calibration.Calibration;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.language.Language;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.engine.table.MetricColumn;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.calibration.CalibrationStore;
import io.fenji.scoring.metric.CustomerKeys;
import io.fenji.scoring.metric.ExternalKey;
import io.fenji.scoring.metric.KnownCustomers;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.DraftCheck;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.simulation.Simulation.Baseline;
import io.fenji.scoring.simulation.Simulation.CurvePart;
import io.fenji.scoring.simulation.Simulation.CurvePoint;
import io.fenji.scoring.simulation.Simulation.Mover;
import io.fenji.scoring.simulation.Simulation.Outcome;
import io.fenji.scoring.simulation.Simulation.SnapshotPart;
import io.fenji.scoring.simulation.Simulation.TierCount;
import io.fenji.scoring.tier.Columns;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.LoadedCustomers;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tries drafts on the whole base: what a tier run would give if the draft took effect now and for everyone at once.
@ApplicationScoped
class Simulator {
    private final Database database;
    private final DraftCheck drafts;
    private final SchemeVersions schemes;
    private final Snapshots snapshots;
    private final BusinessClock clock;

    Simulator(Database database, DraftCheck drafts, SchemeVersions schemes, Snapshots snapshots, BusinessClock clock) {
        this.database = database;
        this.drafts = drafts;
        this.schemes = schemes;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /// A draft that can run.
    ///
    /// @param calibration made for this version before, which a run would use again
    private record Trial(
            @Nullable String label,
            @Nullable Integer version,
            JsonNode document,
            Scheme scheme,
            Optional<Calibration> calibration) {}

    private record Tried(Migration migration, Evaluation evaluation) {}

    /// @throws ProblemException 422 or 400 with the place when a draft is not sound, 410 when the snapshot is gone
    Simulation simulate(SimulationRequest request, Language language) {
        DraftCheck.Known known = drafts.known();
        List<Trial> trials = new ArrayList<>();
        database.call(c -> {
            requireScheme(c, request.scheme());
            for (int i = 0; i < request.drafts().size(); i++) {
                trials.add(trial(c, request, i, known, language));
            }
            return true;
        });
        Snapshot snapshot = snapshots.get(
                Columns.of(
                        request.scheme(),
                        trials.stream().map(Trial::scheme).toList(),
                        List.of(request.spend()),
                        request.by()),
                request.snapshotId());
        Breakdowns.require(request.by(), snapshot.customers());
        Optional<Scheme> inForce =
                snapshot.inForce().map(InForce::version).map(version -> database.call(c -> schemes.get(c, version)));
        MetricColumn spend = snapshot.customers().table().metric(request.spend());
        List<Outcome> outcomes = trials.stream()
                .map(trial -> outcome(request, snapshot, inForce, spend, trial))
                .toList();
        return new Simulation(
                new SnapshotPart(
                        snapshot.id(),
                        snapshot.takenAt(),
                        snapshot.customers().size(),
                        snapshot.data().businessDate(),
                        snapshot.data().caughtUpAt()),
                request.scheme(),
                request.spend(),
                baseline(snapshot, inForce, spend),
                outcomes,
                request.curve() == null
                        ? null
                        : curve(
                                request,
                                request.curve(),
                                snapshot,
                                inForce,
                                spend,
                                trials.getFirst(),
                                known,
                                language));
    }

    private static void requireScheme(Connection connection, String scheme) {
        if (!SchemeStore.exists(connection, scheme)) {
            throw ProblemException.at(
                    ScoringProblem.UNKNOWN_SCHEME,
                    "/scheme",
                    "UNKNOWN_SCHEME",
                    "There is no scheme '%s'".formatted(scheme));
        }
    }

    private Trial trial(
            Connection connection, SimulationRequest request, int index, DraftCheck.Known known, Language language) {
        SimulationRequest.Draft draft = request.drafts().get(index);
        String place = "/drafts/" + index;
        @Nullable Integer number = draft.version();
        @Nullable JsonNode given = draft.document();
        if (given != null && number == null) {
            Scheme scheme = drafts.require(connection, request.scheme(), given, known, place + "/document", language);
            return new Trial(draft.label(), null, given, scheme, Optional.empty());
        }
        if (given != null || number == null) {
            throw ProblemException.at(
                    ScoringProblem.SIMULATION_INVALID,
                    place,
                    "ONE_OF_BOTH",
                    "A draft is named by exactly one of 'version' and 'document'");
        }
        VersionId version = new VersionId(request.scheme(), number);
        JsonNode document = drafts.document(connection, version)
                .orElseThrow(() -> ProblemException.at(
                        ScoringProblem.SIMULATION_INVALID,
                        place + "/version",
                        "UNKNOWN_VERSION",
                        "Scheme '%s' has no version %d".formatted(version.scheme(), version.version())));
        Scheme scheme = drafts.require(connection, request.scheme(), document, known, place, language);
        return new Trial(
                draft.label(),
                number,
                document,
                scheme,
                CalibrationStore.latest(connection, version).map(id -> CalibrationStore.read(connection, id)));
    }

    private Tried tried(
            Snapshot snapshot,
            Optional<Scheme> inForce,
            MetricColumn spend,
            Scheme scheme,
            Optional<Calibration> calibration) {
        LoadedCustomers customers = snapshot.customers();
        boolean otherReviews = inForce.isPresent() && !inForce.get().review().equals(scheme.review());
        if (otherReviews) {
            customers = customers.copy();
            customers.forgetReviews();
        }
        Evaluator evaluator = Evaluator.of(scheme, calibration.orElseGet(() -> snapshot.calibration(scheme)));
        Evaluation evaluation = customers.evaluate(
                evaluator, scheme, snapshot.data().businessDateOr(clock.today()), true, ExistingTiers.APPLY_NOW);
        return new Tried(Migration.of(customers, spend, scheme, evaluation), evaluation);
    }

    private Outcome outcome(
            SimulationRequest request, Snapshot snapshot, Optional<Scheme> inForce, MetricColumn spend, Trial trial) {
        Tried tried = tried(snapshot, inForce, spend, trial.scheme(), trial.calibration());
        Migration migration = tried.migration();
        return new Outcome(
                trial.label(),
                trial.version(),
                migration.tiers(),
                migration.withoutTier(),
                migration.moves(),
                migration.flows(),
                movers(snapshot, spend, tried, request.mostMovers()),
                request.by().stream()
                        .map(attribute ->
                                Breakdowns.of(attribute, snapshot.customers(), trial.scheme(), tried.evaluation()))
                        .toList());
    }

    private List<Mover> movers(Snapshot snapshot, MetricColumn spend, Tried tried, int most) {
        LoadedCustomers customers = snapshot.customers();
        List<Integer> rows = Movers.rows(customers, spend, tried.migration(), tried.evaluation(), most);
        List<UUID> ids = rows.stream().map(customers::id).toList();
        Map<UUID, List<ExternalKey>> keys = database.call(c -> CustomerKeys.of(c, ids));
        // Who was erased since the snapshot was taken is not named any more.
        Set<UUID> known = database.call(c -> KnownCustomers.of(c, ids));
        return rows.stream()
                .filter(row -> known.contains(customers.id(row)))
                .map(row -> new Mover(
                        customers.id(row),
                        keys.getOrDefault(customers.id(row), List.of()),
                        tried.migration().fromKey(Migration.from(customers, row)),
                        tried.migration().toKey(Migration.to(tried.evaluation(), row)),
                        score(customers.score(row)),
                        score(tried.evaluation().scaledScore(row)),
                        spend.at(row) == MetricColumn.ABSENT ? null : Fixed.toDecimal(spend.at(row))))
                .toList();
    }

    private static @Nullable BigDecimal score(long scaled) {
        return scaled == Evaluation.NO_SCORE ? null : Fixed.toDecimal(scaled);
    }

    private static Baseline baseline(Snapshot snapshot, Optional<Scheme> inForce, MetricColumn spend) {
        LoadedCustomers customers = snapshot.customers();
        List<String> words = customers.tierWords();
        SpendSum[] sums = new SpendSum[words.size() + 1];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new SpendSum();
        }
        for (int row = 0; row < customers.size(); row++) {
            sums[Migration.from(customers, row)].add(spend.at(row));
        }
        List<TierCount> tiers = new ArrayList<>();
        for (Tier tier : inForce.map(Scheme::tiers).orElse(List.of())) {
            SpendSum sum = sums[words.indexOf(tier.key()) + 1];
            boolean nobody = !words.contains(tier.key());
            tiers.add(new TierCount(
                    tier.key(), tier.name(), nobody ? 0 : sum.customers(), nobody ? BigDecimal.ZERO : sum.spend()));
        }
        return new Baseline(snapshot.inForce().map(by -> by.version().version()).orElse(null), tiers, sums[0].count());
    }

    private CurvePart curve(
            SimulationRequest request,
            SimulationRequest.Curve curve,
            Snapshot snapshot,
            Optional<Scheme> inForce,
            MetricColumn spend,
            Trial trial,
            DraftCheck.Known known,
            Language language) {
        List<CurvePoint> points = new ArrayList<>();
        for (BigDecimal value : curve.values()) {
            JsonNode variant = Variants.with(trial.document(), curve.pointer(), value);
            points.add(point(request.scheme(), value, variant, snapshot, inForce, spend, trial, known, language));
        }
        return new CurvePart(curve.pointer(), points);
    }

    private CurvePoint point(
            String key,
            BigDecimal value,
            JsonNode variant,
            Snapshot snapshot,
            Optional<Scheme> inForce,
            MetricColumn spend,
            Trial trial,
            DraftCheck.Known known,
            Language language) {
        Scheme scheme;
        try {
            scheme = database.call(c -> drafts.require(c, key, variant, known, "", language));
        } catch (ProblemException unsound) {
            return new CurvePoint(value, unsound.getMessage(), null, null, null);
        }
        // A run of the changed draft would calibrate anew only where what is calibrated has changed.
        Optional<Calibration> same =
                trial.calibration().filter(any -> Snapshot.basis(scheme).equals(Snapshot.basis(trial.scheme())));
        Migration migration = tried(snapshot, inForce, spend, scheme, same).migration();
        return new CurvePoint(value, null, migration.tiers(), migration.withoutTier(), migration.moves());
    }
}
