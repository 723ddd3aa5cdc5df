package io.fenji.scoring.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.evaluation.Evaluation;
import io.fenji.engine.evaluation.Evaluator;
import io.fenji.engine.evaluation.ExistingTiers;
import io.fenji.engine.evaluation.Standing;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.scheme.Tier;
import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.calibration.CalibrationStore;
import io.fenji.scoring.calibration.Evaluators;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.override.OverrideStore;
import io.fenji.scoring.problem.ScoringProblem;
import io.fenji.scoring.scheme.SchemeStore;
import io.fenji.scoring.scheme.SchemeVersions;
import io.fenji.scoring.scheme.VersionId;
import io.fenji.scoring.tier.Dependents;
import io.fenji.scoring.tier.InForce;
import io.fenji.scoring.tier.LoadedCustomers;
import io.fenji.scoring.tier.Origin;
import io.fenji.scoring.tier.TierLock;
import io.fenji.scoring.tier.TierWriter;
import io.fenji.scoring.tier.TiersWritten;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A tier run: catches up, then calibrates if need be, evaluates everyone and writes what changed in one
/// transaction. Begun again after a crash it starts over, or finds that it had committed.
@ApplicationScoped
class TierRunOperation implements OperationHandler {
    static final String KIND = "tier-run";

    private final Database database;
    private final MetricFollower follower;
    private final SchemeVersions schemes;
    private final Evaluators evaluators;
    private final Dependents dependents;
    private final SchemeEnd end;
    private final BusinessClock clock;
    private final Event<TiersWritten> written;
    private final ObjectMapper json;

    TierRunOperation(
            Database database,
            MetricFollower follower,
            SchemeVersions schemes,
            Evaluators evaluators,
            Dependents dependents,
            SchemeEnd end,
            BusinessClock clock,
            Event<TiersWritten> written,
            ObjectMapper json) {
        this.database = database;
        this.follower = follower;
        this.schemes = schemes;
        this.evaluators = evaluators;
        this.dependents = dependents;
        this.end = end;
        this.clock = clock;
        this.written = written;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) throws JsonProcessingException {
        TierRunRequest request = json.treeToValue(context.request(), TierRunRequest.class);
        context.progress("catching up", 0, null);
        boolean caughtUp = follower.catchUp();
        Optional<RunOutcome> outcome = database.transaction(c -> {
            context.progress("waiting for its turn", 0, null);
            TierLock.take(c);
            if (TierRunStore.isDone(c, context.id())) {
                return Optional.empty();
            }
            RunOutcome found = SchemeStore.active(c, request.scheme())
                    .map(version -> evaluateEveryone(c, request, version, caughtUp, context))
                    .orElseGet(() -> end(c, request.scheme(), caughtUp, context));
            TierRunStore.finish(c, context.id(), found);
            context.progress("committing", 0, null);
            return Optional.of(found);
        });
        ObjectNode result = json.createObjectNode();
        outcome.ifPresent(found -> result.set("counts", json.valueToTree(found.counts())));
        return result;
    }

    private RunOutcome evaluateEveryone(
            Connection connection,
            TierRunRequest request,
            VersionId version,
            boolean caughtUp,
            OperationContext context) {
        Scheme scheme = schemes.get(connection, version);
        Instant now = clock.now();
        OverrideStore.endWithoutTier(connection, scheme, now);
        LoadedCustomers base = WholeBase.load(connection, scheme, context);
        ExistingTiers existing = takeEffect(connection, version, scheme, base);
        @Nullable UUID calibrationId = calibration(connection, request, version, scheme, base, context);
        InForce inForce = new InForce(version, calibrationId, existing);
        context.progress("evaluating", 0, (long) base.size());
        MetricCopy.State copy = MetricCopy.state(connection);
        LocalDate businessDate = copy.businessDateOr(clock.today());
        Evaluator evaluator = evaluators.get(connection, version, calibrationId);
        Evaluation evaluation = base.evaluate(evaluator, scheme, businessDate, true, existing);
        Origin origin =
                new Origin(inForce, context.id(), now, copy.businessDate(), copy.caughtUpAt(), Origin.Cause.RUN);
        context.progress("writing", 0, (long) base.size());
        long before = Dependents.mark(connection);
        boolean ladder = hasOtherTiers(connection, scheme);
        long changed = TierWriter.write(connection, origin, scheme, base, evaluation);
        inForce.put(connection, context.id(), now, copy.businessDate(), copy.caughtUpAt());
        written.fire(new TiersWritten(
                connection, inForce, scheme, evaluator, base, evaluation, businessDate, now, changed, ladder));
        dependents.follow(connection, scheme.key(), before, ladder, now);
        return new RunOutcome(
                inForce,
                caughtUp,
                copy.businessDate(),
                copy.caughtUpAt(),
                counts(evaluation, changed),
                tiers(scheme, evaluation.countByTier()));
    }

    /// The version that gave the tiers was retired, and there is no other.
    private RunOutcome end(Connection connection, String scheme, boolean caughtUp, OperationContext context) {
        InForce last = InForce.of(connection, scheme)
                .orElseThrow(() -> new ProblemException(
                        ScoringProblem.SCHEME_NOT_ACTIVE,
                        "No version of '%s' is active, and none gave tiers".formatted(scheme)));
        context.progress("writing", 0, null);
        long left = end.run(connection, last, context.id());
        MetricCopy.State copy = MetricCopy.state(connection);
        Scheme tiers = schemes.get(connection, last.version());
        return new RunOutcome(
                last,
                caughtUp,
                copy.businessDate(),
                copy.caughtUpAt(),
                new TierRun.Counts(left, 0, 0, left),
                tiers(tiers, new long[tiers.tiers().size()]));
    }

    /// What another version than the one so far does with the tiers from before it. Its reviews count from the day on
    /// which it takes effect, when they are others or it waits for them.
    private ExistingTiers takeEffect(Connection connection, VersionId version, Scheme scheme, LoadedCustomers base) {
        Optional<InForce> before = InForce.of(connection, version.scheme());
        if (before.isEmpty()) {
            return ExistingTiers.APPLY_NOW;
        }
        if (before.get().version().version() == version.version()) {
            return before.get().existing();
        }
        ExistingTiers existing = SchemeStore.existingTiers(connection, version);
        if (existing.keeps()) {
            base.keepTiers();
        }
        boolean waits = existing.keeps() && existing.mode() != ExistingTiers.Mode.PROTECT_UNTIL;
        if (waits || !schemes.get(connection, before.get().version()).review().equals(scheme.review())) {
            base.forgetReviews();
        }
        return existing;
    }

    /// Whether the tiers in force are others than the scheme's, or in another order.
    private boolean hasOtherTiers(Connection connection, Scheme scheme) {
        return InForce.of(connection, scheme.key())
                .map(before -> schemes.get(connection, before.version()))
                .filter(before -> !keys(before).equals(keys(scheme)))
                .isPresent();
    }

    private static List<String> keys(Scheme scheme) {
        return scheme.tiers().stream().map(Tier::key).toList();
    }

    private @Nullable UUID calibration(
            Connection connection,
            TierRunRequest request,
            VersionId version,
            Scheme scheme,
            LoadedCustomers base,
            OperationContext context) {
        if (!scheme.needsCalibration()) {
            return null;
        }
        Optional<UUID> latest = request.calibrates() ? Optional.empty() : CalibrationStore.latest(connection, version);
        return latest.orElseGet(() -> WholeBase.calibrate(connection, version, scheme, base, context));
    }

    private static TierRun.Counts counts(Evaluation evaluation, long changed) {
        return new TierRun.Counts(
                evaluation.size(),
                evaluation.size() - evaluation.count(Standing.Reason.OUTSIDE_POPULATION),
                Arrays.stream(evaluation.countByTier()).sum(),
                changed);
    }

    private ArrayNode tiers(Scheme scheme, long[] counts) {
        ArrayNode tiers = json.createArrayNode();
        for (int i = 0; i < counts.length; i++) {
            tiers.addObject().put("tier", scheme.tiers().get(i).key()).put("customers", counts[i]);
        }
        return tiers;
    }
}
