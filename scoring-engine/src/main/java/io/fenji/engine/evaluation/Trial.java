package io.fenji.engine.evaluation;

import io.fenji.engine.points.PointScale;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import io.fenji.engine.table.TrialRow;
import io.fenji.engine.weight.Weighting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One customer whose metrics may be tried out. What a choice of values comes to is the evaluator's
/// word. Beside it stands what a range of values may come to at best, by which a search leaves out what
/// cannot be.
///
/// Metrics are positions in [#metrics()], values scaled or [MetricColumn#ABSENT]. Not for several
/// threads.
public final class Trial {

    private static final Demand NOTHING = new Demand.Nothing();
    private static final Demand IMPOSSIBLE = new Demand.Impossible();

    private final CompiledScheme compiled;
    private final TrialRow row;
    private final Situation situation;
    private final RowEvaluator evaluator;
    private final int[][] criteria;
    private final long[] points;
    private final int[] feature;
    private final int[] lowest;
    private final int[] highest;
    private @Nullable Edges edges;
    private Weighting weighting;

    private Trial(CompiledScheme compiled, TrialRow row, Situation situation) {
        this.compiled = compiled;
        this.row = row;
        this.situation = situation;
        evaluator = new RowEvaluator(compiled, row.table(), situation);
        int metrics = row.metrics().size();
        criteria = criteria(compiled, row.metrics());
        points = new long[compiled.criteria().size()];
        weighting = compiled.weightings().complete();
        feature = new int[metrics];
        List<String> features = evaluator.cut() instanceof ByClusters clusters ? clusters.metrics() : List.of();
        Arrays.setAll(feature, metric -> features.indexOf(row.metrics().get(metric)));
        lowest = new int[features.size()];
        highest = new int[features.size()];
        for (int metric = 0; metric < metrics; metric++) {
            set(metric, row.at(metric));
        }
    }

    static Trial of(CompiledScheme compiled, MetricTable table, int row, Situation situation) {
        Scheme scheme = compiled.scheme();
        return new Trial(
                compiled,
                TrialRow.of(table, row, scheme.metrics(), scheme.attributes(), scheme.schemes()),
                situation.ofOnly(row));
    }

    /// The criteria on each metric.
    private static int[][] criteria(CompiledScheme compiled, List<String> metrics) {
        Map<String, List<Integer>> byMetric = new HashMap<>();
        for (int i = 0; i < compiled.criteria().size(); i++) {
            if (compiled.criteria().get(i).points()
                    instanceof CompiledScheme.Points.OfMetric(String metric, PointScale _)) {
                byMetric.computeIfAbsent(metric, none -> new ArrayList<>()).add(i);
            }
        }
        return metrics.stream()
                .map(metric -> byMetric.getOrDefault(metric, List.of()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    private @Nullable PointScale scale(int criterion) {
        return compiled.criteria().get(criterion).points() instanceof CompiledScheme.Points.OfMetric of
                ? of.scale()
                : null;
    }

    public Scheme scheme() {
        return compiled.scheme();
    }

    /// Keys of the metrics that the scheme reads.
    public List<String> metrics() {
        return row.metrics();
    }

    public long at(int metric) {
        return row.at(metric);
    }

    /// Values at which a condition or a cut by the metric turns, ascending.
    public long[] edges(int metric) {
        if (edges == null) {
            edges = Edges.of(compiled.scheme(), evaluator.cut(), row.table());
        }
        return edges.of(row.metrics().get(metric));
    }

    /// From this value on a greater one makes no difference.
    public long settledFrom(int metric) {
        long[] turns = edges(metric);
        long settled = turns.length == 0 ? Long.MIN_VALUE : turns[turns.length - 1];
        for (int criterion : criteria[metric]) {
            PointScale scale = scale(criterion);
            settled = scale == null ? settled : Math.max(settled, scale.settledFrom());
        }
        if (feature[metric] >= 0 && evaluator.cut() instanceof ByClusters clusters) {
            settled = Math.max(settled, clusters.settledFrom(feature[metric]));
        }
        return settled;
    }

    /// Whether the metric is a feature of clusters.
    public boolean isFeature(int metric) {
        return feature[metric] >= 0;
    }

    /// Gives a metric a value.
    public void set(int metric, long value) {
        range(metric, value, value);
    }

    /// Lets a metric have any value from `low` to `high`, present both or absent both. Conditions see
    /// `low`.
    public void range(int metric, long low, long high) {
        row.set(metric, low);
        boolean absent = low == MetricColumn.ABSENT;
        for (int criterion : criteria[metric]) {
            PointScale scale = scale(criterion);
            if (scale != null) {
                points[criterion] = absent
                        ? compiled.criteria().get(criterion).missingPoints()
                        : low == high ? scale.points(low) : scale.most(low, high);
            }
        }
        if (feature[metric] >= 0 && !absent && evaluator.cut() instanceof ByClusters clusters) {
            lowest[feature[metric]] = clusters.coordinate(feature[metric], low);
            highest[feature[metric]] = clusters.coordinate(feature[metric], high);
        }
    }

    /// Whether a value from `low` to `high` has more points by some criterion than what the metric has
    /// now.
    public boolean mayGain(int metric, long low, long high) {
        boolean absent = row.at(metric) == MetricColumn.ABSENT;
        for (int criterion : criteria[metric]) {
            PointScale scale = scale(criterion);
            if (scale != null && (absent || scale.most(low, high) > scale.points(row.at(metric)))) {
                return true;
            }
        }
        return false;
    }

    /// The highest score within the ranges, scaled; 0 without one.
    public long mostScore() {
        return weighting.isEmpty() ? 0 : weighting.score(points);
    }

    /// What it takes to be in a tier, with these values and all others that no condition tells from
    /// them.
    ///
    /// @param goal the tier, or a higher one
    public Demand demand(int goal) {
        look();
        if (!isDecidedByCut()) {
            return isReached(goal) ? NOTHING : IMPOSSIBLE;
        }
        System.arraycopy(evaluator.points(), 0, points, 0, points.length);
        weighting = evaluator.weighting();
        int worst = worstReaching(goal);
        if (worst < 0) {
            return IMPOSSIBLE;
        }
        return switch (evaluator.cut()) {
            case BoundCut.ByScore cut
            when worst < lowestTier() ->
                new Demand.LeastScore(cut.least(worst, situation.stays().tier(0)));
            case ByClusters cut when worst < cut.size() - 1 -> new Demand.NearTo(worst);
            case BoundCut.ByScore _, ByClusters _, BoundCut.ByShare _, BoundCut.ByRules _ -> NOTHING;
        };
    }

    /// Whether values within the ranges may meet the demand; exact where every range is one value.
    public boolean may(Demand demand) {
        return switch (demand) {
            case Demand.Nothing() -> true;
            case Demand.Impossible() -> false;
            case Demand.LeastScore(long least) -> weighting.score(points) >= least;
            case Demand.NearTo(int last) ->
                evaluator.cut() instanceof ByClusters clusters && clusters.mayBeNear(last, lowest, highest);
        };
    }

    /// Whether the customer comes to a tier, or a higher one, with these values.
    public Optional<Attainment> attain(int goal) {
        look();
        if (isWithin(goal, evaluator.tierCode())) {
            return Optional.of(new Attainment(evaluator.tierCode(), null, null));
        }
        if (!isReached(goal)) {
            return Optional.empty();
        }
        BoundMovement movement = evaluator.movement();
        int target = evaluator.targetCode();
        int moves = 0;
        int tier;
        do {
            moves++;
            tier = evaluator.outcome(0, isAbove(target) ? movement.tierAfter(target, moves) : target);
        } while (!isWithin(goal, tier));
        int day = movement.dayOf(0, moves);
        return Optional.of(new Attainment(
                tier,
                movement.waitsForTheVersion() ? Waiting.VERSION_AT_REVIEW : movement.waiting(),
                day == Stays.NO_DATE ? null : LocalDate.ofEpochDay(day)));
    }

    /// Evaluates the customer with these values.
    public Verdict evaluate() {
        look();
        BoundMovement movement = evaluator.movement();
        return new Verdict(
                evaluator.tierCode(),
                evaluator.targetCode(),
                movement.waiting(),
                new Stay(
                        movement.tier(),
                        movement.since(),
                        movement.graceUntil(),
                        movement.reviewedOn(),
                        movement.kept()),
                evaluator.score());
    }

    private void look() {
        evaluator.open(0, 1);
        evaluator.evaluate(0);
    }

    private boolean isDecidedByCut() {
        if (evaluator.cutCode() == Standing.Reason.OUTSIDE_POPULATION.code() || !evaluator.isEligible()) {
            return false;
        }
        return switch (evaluator.cut()) {
            case BoundCut.ByScore _ -> evaluator.score() != Evaluation.NO_SCORE;
            case ByClusters cut -> cut.isNearAny(0);
            case BoundCut.ByShare _, BoundCut.ByRules _ -> false;
        };
    }

    /// The lowest of the tiers from which, given by the cut, the customer comes to the goal; -1 when
    /// from none. Who comes to it from one tier does so from every higher one.
    private int worstReaching(int goal) {
        int reaching = -1;
        int failing = lowestTier() + 1;
        while (failing - reaching > 1) {
            int middle = (reaching + failing) >>> 1;
            evaluator.conclude(0, middle);
            if (isReached(goal)) {
                reaching = middle;
            } else {
                failing = middle;
            }
        }
        return reaching;
    }

    /// Whether the customer is in the goal's tier or is to come to it: by moves up that wait, or because the version
    /// is to take effect.
    private boolean isReached(int goal) {
        int target = evaluator.targetCode();
        boolean waits = isAbove(target) || evaluator.movement().waitsForTheVersion();
        return isWithin(goal, evaluator.tierCode()) || (waits && isWithin(goal, evaluator.outcome(0, target)));
    }

    private boolean isAbove(int target) {
        return target >= 0 && target < evaluator.movement().tier();
    }

    private static boolean isWithin(int goal, int code) {
        return code >= 0 && code <= goal;
    }

    private int lowestTier() {
        return compiled.scheme().tiers().size() - 1;
    }
}
