package io.fenji.scoring.value;

import io.fenji.engine.clustering.ClusterEvaluator;
import io.fenji.engine.clustering.ClusteringSpec;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.value.ValueCalibration;
import io.fenji.engine.value.ValueExplanation;
import io.fenji.engine.value.ValueMetric;
import io.fenji.engine.value.ValuePredictor;
import io.fenji.engine.value.ValueTable;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gives loaded customers the metrics that models derive from others: with the calibration in force and for the day, so
/// they are never older than what they are made of. A customer without input, and everyone while there is no
/// calibration, has none.
public final class DerivedMetrics {
    /// Beyond it a metric has no room.
    private static final double MOST = 4e14;

    private final Set<ModelMetric> wanted;
    private final Set<String> loaded;
    private final @Nullable ValueCalibration values;
    private final @Nullable ClusterEvaluator clusters;

    private DerivedMetrics(
            Collection<String> metrics,
            @Nullable ValueCalibration values,
            @Nullable ClusterEvaluator clusters,
            Collection<String> features) {
        this.values = values;
        this.clusters = clusters;
        Set<String> needed = new TreeSet<>(metrics);
        if (clusters != null && metrics.contains(ModelMetric.CLUSTER.key())) {
            needed.addAll(features);
        }
        wanted = EnumSet.noneOf(ModelMetric.class);
        needed.forEach(key -> ModelMetric.of(key).ifPresent(wanted::add));
        loaded = new TreeSet<>(needed);
        loaded.removeAll(ModelMetric.keys());
        if (wanted.stream().anyMatch(metric -> metric != ModelMetric.CLUSTER)) {
            loaded.addAll(PurchaseInputs.KEYS);
        }
    }

    /// What is asked for, by what is in force. Without model metrics nothing is read.
    public static DerivedMetrics inForce(Connection connection, Collection<String> metrics) {
        return at(connection, metrics, null);
    }

    /// The same by what was in force at a moment.
    ///
    /// @param moment null for now
    public static DerivedMetrics at(Connection connection, Collection<String> metrics, @Nullable Instant moment) {
        return (ModelMetric.any(metrics) ? ValueModels.ready(connection, moment) : Optional.<ValueModels.Kept>empty())
                .map(kept -> new DerivedMetrics(
                        metrics,
                        kept.models().values(),
                        kept.evaluator(),
                        features(kept.models().clusters().spec())))
                .orElseGet(() -> none(metrics));
    }

    /// Where no models are known.
    public static DerivedMetrics none(Collection<String> metrics) {
        return new DerivedMetrics(metrics, null, null, Set.of());
    }

    /// What is asked for, by a calibration that is not in force yet and has no clusters.
    public static DerivedMetrics by(ValueCalibration values, Collection<String> metrics) {
        return new DerivedMetrics(metrics, values, null, Set.of());
    }

    private static Set<String> features(ClusteringSpec spec) {
        return spec.features().stream().map(ClusteringSpec.Feature::metric).collect(Collectors.toSet());
    }

    /// What has to be loaded: all that is asked for and not derived, and what the derived are made of.
    public Set<String> loaded() {
        return loaded;
    }

    /// The table with what is derived.
    ///
    /// @param today the base's business date
    public MetricTable complete(MetricTable table, LocalDate today) {
        MetricTable all = table;
        if (values != null && wanted.stream().anyMatch(metric -> metric != ModelMetric.CLUSTER)) {
            all = predicted(all, ValuePredictor.of(values, today));
        }
        if (clusters != null && wanted.contains(ModelMetric.CLUSTER)) {
            all = all.with(ModelMetric.CLUSTER.key(), clusters.evaluate(all));
        }
        return all;
    }

    /// What the values of a customer rest on; empty where none are derived.
    ///
    /// @param table with what is [loaded][#loaded()]
    public Optional<ValueExplanation> explain(MetricTable table, int row, LocalDate today) {
        if (values == null || wanted.stream().allMatch(metric -> metric == ModelMetric.CLUSTER)) {
            return Optional.empty();
        }
        return PurchaseInputs.of(table)
                .row(row)
                .map(history -> ValuePredictor.of(values, today).explain(values, history));
    }

    private MetricTable predicted(MetricTable table, ValuePredictor predictor) {
        PurchaseInputs inputs = PurchaseInputs.of(table);
        ValueTable predicted = new ValueTable(
                table.size(),
                wanted.stream()
                        .filter(metric -> metric != ModelMetric.CLUSTER)
                        .map(DerivedMetrics::of)
                        .collect(Collectors.toSet()));
        predictor.predictAll(inputs.columns(table.size()), predicted);
        MetricTable all = table;
        for (ModelMetric metric : wanted) {
            if (metric != ModelMetric.CLUSTER) {
                all = all.with(metric.key(), scaled(predicted.column(of(metric)), inputs));
            }
        }
        return all;
    }

    private static long[] scaled(double[] numbers, PurchaseInputs inputs) {
        long[] column = new long[numbers.length];
        for (int row = 0; row < column.length; row++) {
            column[row] = inputs.has(row) ? Math.round(Math.min(numbers[row], MOST) * Fixed.ONE) : MetricColumn.ABSENT;
        }
        return column;
    }

    private static ValueMetric of(ModelMetric metric) {
        return switch (metric) {
            case LIFETIME_VALUE -> ValueMetric.LIFETIME_VALUE;
            case ALIVE_PROBABILITY -> ValueMetric.ALIVE_PROBABILITY;
            case EXPECTED_ORDERS -> ValueMetric.EXPECTED_ORDERS_90;
            case CHURN_RISK -> ValueMetric.CHURN_RISK;
            case CLUSTER -> throw new IllegalArgumentException("clusters are no prediction");
        };
    }
}
