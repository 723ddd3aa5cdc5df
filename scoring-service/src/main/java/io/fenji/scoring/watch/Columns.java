package io.fenji.scoring.watch;

import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.warning.WarningEvaluator;
import io.fenji.scoring.segment.set.SegmentsInForce.SetInForce;
import io.fenji.scoring.segment.upkeep.SegmentMembership;
import io.fenji.scoring.warning.upkeep.MetricWarnings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What segments and warnings read, as a scheme that decides nothing: columns are loaded for it as for
/// any other.
final class Columns {
    /// No scheme has it.
    private static final String KEY = "";

    private Columns() {}

    static Scheme of(List<SetInForce> sets, WarningEvaluator warnings) {
        Set<String> metrics = new TreeSet<>(SegmentMembership.metrics(sets));
        metrics.addAll(warnings.metrics());
        List<Condition> conditions = new ArrayList<>(SegmentMembership.conditions(sets));
        conditions.addAll(MetricWarnings.conditions(warnings));
        metrics.forEach(
                metric -> conditions.add(new Condition.MetricIs(metric, new Comparison.AtLeast(BigDecimal.ZERO))));
        return new Scheme(
                KEY,
                Map.of(),
                Map.of(),
                Condition.EVERYONE,
                List.of(),
                new Cut.Rules(new Cut.Otherwise.NoTier()),
                List.of(),
                conditions.stream()
                        .map(condition -> new Rule(KEY, condition, new Rule.Effect.Exclude(), false))
                        .toList(),
                Movement.AT_ONCE,
                new Review.Never(),
                null,
                List.of());
    }
}
