package io.fenji.engine.condition;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.TierComparison;
import io.fenji.engine.table.AttributeColumn;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// A condition with its columns found: every comparison is a range of scaled values, every
/// test of an attribute or tier a set of dictionary codes. The counterpart of [Condition], ready to run.
public sealed interface BoundCondition {

    /// Binds a condition to a table.
    static BoundCondition bind(Condition condition, MetricTable table) {
        return switch (condition) {
            case Condition.All all -> new All(bind(all.conditions(), table));
            case Condition.Any any -> new Any(bind(any.conditions(), table));
            case Condition.Not not -> new Not(bind(not.condition(), table));
            case Condition.MetricIs metric -> InRange.of(table.metric(metric.metric()), metric.comparison());
            case Condition.AttributeIs is -> OneOf.of(table.attribute(is.attribute()), List.of(is.value()));
            case Condition.AttributeIn in -> OneOf.of(table.attribute(in.attribute()), in.values());
            case Condition.TierIs is -> OneOf.of(table.tier(is.scheme()), is.comparison());
        };
    }

    private static List<BoundCondition> bind(List<Condition> conditions, MetricTable table) {
        return conditions.stream().map(condition -> bind(condition, table)).toList();
    }

    /// How it comes out for a row.
    Truth test(int row);

    /// True where all are; false where one is.
    record All(List<BoundCondition> conditions) implements BoundCondition {
        @Override
        public Truth test(int row) {
            Truth result = Truth.TRUE;
            for (int i = 0; i < conditions.size() && result != Truth.FALSE; i++) {
                Truth part = conditions.get(i).test(row);
                result = part.compareTo(result) < 0 ? part : result;
            }
            return result;
        }
    }

    /// True where one is; false where all are.
    record Any(List<BoundCondition> conditions) implements BoundCondition {
        @Override
        public Truth test(int row) {
            Truth result = Truth.FALSE;
            for (int i = 0; i < conditions.size() && result != Truth.TRUE; i++) {
                Truth part = conditions.get(i).test(row);
                result = part.compareTo(result) > 0 ? part : result;
            }
            return result;
        }
    }

    /// The opposite.
    record Not(BoundCondition condition) implements BoundCondition {
        @Override
        public Truth test(int row) {
            return condition.test(row).not();
        }
    }

    /// A metric from `low` to `high`, both included, scaled.
    record InRange(MetricColumn column, long low, long high) implements BoundCondition {

        private static final long LOWEST = MetricColumn.ABSENT + 1;

        static InRange of(MetricColumn column, Comparison comparison) {
            return switch (comparison) {
                case Comparison.AtLeast(BigDecimal limit) -> new InRange(column, Fixed.of(limit), Long.MAX_VALUE);
                case Comparison.Over(BigDecimal limit) -> new InRange(column, Fixed.of(limit) + 1, Long.MAX_VALUE);
                case Comparison.AtMost(BigDecimal limit) -> new InRange(column, LOWEST, Fixed.of(limit));
                case Comparison.Under(BigDecimal limit) -> new InRange(column, LOWEST, Fixed.of(limit) - 1);
                case Comparison.EqualTo(BigDecimal value) -> new InRange(column, Fixed.of(value), Fixed.of(value));
                case Comparison.Between(BigDecimal low, BigDecimal high) ->
                    new InRange(column, Fixed.of(low), Fixed.of(high));
            };
        }

        @Override
        public Truth test(int row) {
            long value = column.at(row);
            return value == MetricColumn.ABSENT ? Truth.UNKNOWN : Truth.of(value >= low && value <= high);
        }
    }

    /// An attribute or tier that is one of some values.
    ///
    /// @param accepted by dictionary code, copied into an immutable list of flags
    record OneOf(AttributeColumn column, List<Boolean> accepted) implements BoundCondition {

        static OneOf of(AttributeColumn column, Collection<String> values) {
            return new OneOf(
                    column, column.dictionary().stream().map(values::contains).toList());
        }

        /// A column of tiers has the scheme's tiers as its dictionary, the highest first.
        static BoundCondition of(AttributeColumn tiers, TierComparison comparison) {
            return switch (comparison) {
                case TierComparison.AtLeast(String tier) -> ordered(tiers, tier, true);
                case TierComparison.AtMost(String tier) -> ordered(tiers, tier, false);
                case TierComparison.Is(String tier) -> of(tiers, List.of(tier));
                case TierComparison.In(List<String> in) -> of(tiers, in);
            };
        }

        private static BoundCondition ordered(AttributeColumn tiers, String tier, boolean upwards) {
            int limit = tiers.dictionary().indexOf(tier);
            return limit < 0
                    ? new Unknown()
                    : new OneOf(
                            tiers,
                            IntStream.range(0, tiers.dictionary().size())
                                    .mapToObj(code -> upwards ? code <= limit : code >= limit)
                                    .toList());
        }

        @Override
        public Truth test(int row) {
            int code = column.at(row);
            return code == AttributeColumn.ABSENT ? Truth.UNKNOWN : Truth.of(accepted.get(code));
        }
    }

    /// Compared with a tier that the other scheme does not have.
    record Unknown() implements BoundCondition {
        @Override
        public Truth test(int row) {
            return Truth.UNKNOWN;
        }
    }
}
