package io.fenji.scoring.valuation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.engine.clustering.Clusterer;
import io.fenji.engine.clustering.Clustering;
import io.fenji.engine.clustering.ClusteringSpec;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.value.HoldOut;
import io.fenji.engine.value.Seasonality;
import io.fenji.engine.value.ValueCalibration;
import io.fenji.engine.value.ValueCalibrator;
import io.fenji.engine.value.ValueSettings;
import io.fenji.kit.operation.OperationContext;
import io.fenji.kit.operation.OperationHandler;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.scoring.follow.MetricFollower;
import io.fenji.scoring.follow.Reevaluation;
import io.fenji.scoring.metric.MetricCopy;
import io.fenji.scoring.tier.Columns;
import io.fenji.scoring.tier.CustomerLoader;
import io.fenji.scoring.tier.TierClock;
import io.fenji.scoring.tier.TierLock;
import io.fenji.scoring.value.DerivedMetrics;
import io.fenji.scoring.value.ValueCalibrationStore;
import io.fenji.scoring.value.ValueModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Estimates value models and clusters from the whole base, puts them in force and evaluates everyone for the schemes
/// that read what they give, in one transaction. Begun again after a crash it starts over, or finds that it had
/// committed.
@ApplicationScoped
class ValueCalibrationOperation implements OperationHandler {
    static final String KIND = "value-calibration";

    /// What `clv.365d` promises.
    private static final int HORIZON = 365;

    private final Database database;
    private final MetricFollower follower;
    private final Purchases purchases;
    private final Reevaluation reevaluation;
    private final ObjectMapper json;

    ValueCalibrationOperation(
            Database database,
            MetricFollower follower,
            Purchases purchases,
            Reevaluation reevaluation,
            ObjectMapper json) {
        this.database = database;
        this.follower = follower;
        this.purchases = purchases;
        this.reevaluation = reevaluation;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public JsonNode run(OperationContext context) throws JsonProcessingException {
        ValueCalibrationRequest request = json.treeToValue(context.request(), ValueCalibrationRequest.class);
        Optional<UUID> done = database.call(c -> ValueCalibrationStore.madeBy(c, context.id()));
        UUID id = done.isPresent() ? done.get() : calibrate(request, context);
        return json.createObjectNode().put("calibrationId", id.toString());
    }

    private UUID calibrate(ValueCalibrationRequest request, OperationContext context) {
        context.progress("catching up", 0, null);
        follower.catchUp();
        LocalDate today = database.call(
                        c -> Optional.ofNullable(MetricCopy.state(c).businessDate()))
                .orElseThrow(() -> new ProblemException(
                        CommonProblem.SERVICE_UNAVAILABLE,
                        "Nothing of the base is known yet: customer-service has not been reached"));
        ValueCalibration values = fit(request, today, context);
        return database.transaction(c -> {
            context.progress("waiting for its turn", 0, null);
            TierLock.take(c);
            Optional<UUID> made = ValueCalibrationStore.madeBy(c, context.id());
            return made.isPresent() ? made.get() : putInForce(c, request, today, values, context);
        });
    }

    private ValueCalibration fit(ValueCalibrationRequest request, LocalDate today, OperationContext context) {
        PurchaseColumns base = purchases.summaries(today, null, rows -> context.progress("loading", rows, null));
        int days = request.holdOut(base.longestAge());
        @Nullable
        HoldOut holdOut = days == 0
                ? null
                : purchases
                        .summaries(
                                today.minusDays(days),
                                today,
                                rows -> context.progress("loading the part held out", rows, null))
                        .holdOut(days);
        Seasonality seasonality = request.seasonal() ? purchases.seasonality(today) : Seasonality.NONE;
        context.progress("fitting", 0, null);
        return ValueCalibrator.calibrate(
                base.columns(),
                holdOut,
                new ValueSettings(HORIZON, request.discount()),
                seasonality.withTrend(request.trend()));
    }

    private UUID putInForce(
            Connection connection,
            ValueCalibrationRequest request,
            LocalDate today,
            ValueCalibration values,
            OperationContext context) {
        context.progress("clustering", 0, null);
        Clustering clusters = cluster(connection, request.clustering().spec(), values, today);
        Instant now = TierClock.now(connection);
        UUID id =
                ValueCalibrationStore.insert(connection, today, values, clusters, context.request(), context.id(), now);
        context.progress("evaluating", 0, null);
        reevaluation.modelsChanged(connection, now);
        context.progress("committing", 0, null);
        return id;
    }

    private static Clustering cluster(
            Connection connection, ClusteringSpec spec, ValueCalibration values, LocalDate today) {
        List<String> features =
                spec.features().stream().map(ClusteringSpec.Feature::metric).toList();
        DerivedMetrics derived = DerivedMetrics.by(values, features);
        MetricTable base = CustomerLoader.all(connection, Columns.of("", List.of(), derived.loaded(), List.of()))
                .table();
        @Nullable
        Clustering last =
                ValueModels.inForce(connection).map(ValueModels::clusters).orElse(null);
        return Clusterer.cluster(spec, derived.complete(base, today), last);
    }
}
