package io.fenji.engine.verification;

import io.fenji.engine.logic.Cases;
import io.fenji.engine.logic.Outcome;
import io.fenji.engine.logic.Reasoner;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Conditions name metrics and attributes that exist, not too many of these, and can be true.
///
/// @param attributes those met so far: each is a column to load
record ConditionCheck(Catalogue catalogue, Reasoner reasoner, Report report, Set<String> attributes) {

    private static final int MOST_ATTRIBUTES = 100;

    private static final BigDecimal LEAST_STEP = new BigDecimal("0.0001");

    /// The values that a comparison accepts; null is an open end.
    private record Range(@Nullable BigDecimal low, @Nullable BigDecimal high) {

        static Range of(Comparison comparison) {
            return switch (comparison) {
                case Comparison.AtLeast(BigDecimal limit) -> new Range(limit, null);
                case Comparison.Over(BigDecimal limit) -> new Range(limit.add(LEAST_STEP), null);
                case Comparison.AtMost(BigDecimal limit) -> new Range(null, limit);
                case Comparison.Under(BigDecimal limit) -> new Range(null, limit.subtract(LEAST_STEP));
                case Comparison.EqualTo(BigDecimal value) -> new Range(value, value);
                case Comparison.Between(BigDecimal from, BigDecimal to) -> new Range(from, to);
            };
        }

        Range and(Range other) {
            BigDecimal from = low == null || (other.low != null && other.low.compareTo(low) > 0) ? other.low : low;
            BigDecimal to = high == null || (other.high != null && other.high.compareTo(high) < 0) ? other.high : high;
            return new Range(from, to);
        }

        boolean isEmpty() {
            return low != null && high != null && low.compareTo(high) > 0;
        }
    }

    ConditionCheck(Set<String> metrics, Report report) {
        this(new Catalogue(metrics, Map.of()), report);
    }

    ConditionCheck(Catalogue catalogue, Report report) {
        this(catalogue, new Reasoner(catalogue.ladders()), report, new HashSet<>());
    }

    void check(String pointer, Condition condition) {
        switch (condition) {
            case Condition.All all -> {
                checkEach(pointer + "/all/", all.conditions());
                if (!checkTogether(pointer, all.conditions())) {
                    checkAll(pointer, all);
                }
            }
            case Condition.Any any -> checkEach(pointer + "/any/", any.conditions());
            case Condition.Not not -> check(pointer + "/not", not.condition());
            case Condition.MetricIs is -> {
                metric(pointer + "/metric", is.metric());
                if (Range.of(is.comparison()).isEmpty()) {
                    report.error(pointer + "/between", "EMPTY_RANGE");
                }
            }
            case Condition.AttributeIs is -> attribute(pointer, is.attribute());
            case Condition.AttributeIn in -> attribute(pointer, in.attribute());
            case Condition.TierIs _ -> {
                // All of them together, in TierReferenceCheck.
            }
        }
    }

    void attribute(String pointer, String attribute) {
        if (!catalogue.knows(attribute)) {
            report.error(pointer + "/attribute", "UNKNOWN_ATTRIBUTE", attribute);
        }
        if (attributes.add(attribute) && attributes.size() == MOST_ATTRIBUTES + 1) {
            report.error(pointer + "/attribute", "TOO_MANY_ATTRIBUTES", MOST_ATTRIBUTES);
        }
    }

    void metric(String pointer, String metric) {
        if (!catalogue.metrics().contains(metric)) {
            report.error(pointer, "UNKNOWN_METRIC", metric);
        }
    }

    private void checkEach(String prefix, List<Condition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            check(prefix + i, conditions.get(i));
        }
    }

    /// Whether comparisons of one metric exclude each other.
    private boolean checkTogether(String pointer, List<Condition> conditions) {
        Map<String, Range> ranges = new HashMap<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.MetricIs is
                    && !Range.of(is.comparison()).isEmpty()) {
                Range both = ranges.merge(is.metric(), Range.of(is.comparison()), Range::and);
                if (both.isEmpty()) {
                    report.error(pointer, "IMPOSSIBLE_CONDITION", is.metric());
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether parts that can each be true cannot be so together.
    private void checkAll(String pointer, Condition.All all) {
        boolean possible = all.conditions().stream().noneMatch(this::cannotBe);
        if (possible && cannotBe(all)) {
            report.error(pointer, "IMPOSSIBLE_CONDITION.together");
        }
    }

    private boolean cannotBe(Condition condition) {
        return reasoner.cases(condition, Outcome.TRUE).filter(Cases::isEmpty).isPresent();
    }
}
