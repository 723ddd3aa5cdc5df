package io.fenji.engine.evaluation;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.points.PointScale;
import io.fenji.engine.table.AttributeColumn;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// A criterion with its column found.
sealed interface BoundCriterion {

    /// What stands for the points of a row without value.
    long ABSENT = PointScale.ABSENT;

    /// Writes the scaled points, or [#ABSENT], of rows that follow each other.
    void points(int first, int count, long[] into);

    /// The value as an explanation shows it; empty when absent.
    Optional<Explanation.Input> input(int row);

    /// Binds a criterion to a table.
    static BoundCriterion bind(CompiledScheme.CompiledCriterion criterion, MetricTable table) {
        return switch (criterion.points()) {
            case CompiledScheme.Points.OfMetric(String metric, PointScale scale) ->
                new OnMetric(table.metric(metric), scale);
            case CompiledScheme.Points.OfAttribute of -> OnAttribute.of(of, table.attribute(of.attribute()));
        };
    }

    /// A metric on its scale.
    record OnMetric(MetricColumn column, PointScale scale) implements BoundCriterion {
        @Override
        public void points(int first, int count, long[] into) {
            column.copy(first, count, into);
            scale.turn(into, count);
        }

        @Override
        public Optional<Explanation.Input> input(int row) {
            long value = column.at(row);
            return value == MetricColumn.ABSENT
                    ? Optional.empty()
                    : Optional.of(new Explanation.Input.Value(Fixed.toDecimal(value)));
        }
    }

    /// An attribute, whose values have their points by dictionary code.
    final class OnAttribute implements BoundCriterion {

        private final AttributeColumn column;
        private final long[] points;

        private OnAttribute(AttributeColumn column, long[] points) {
            this.column = column;
            this.points = points;
        }

        static OnAttribute of(CompiledScheme.Points.OfAttribute of, AttributeColumn column) {
            long[] points = new long[column.dictionary().size()];
            Arrays.setAll(points, code -> points(of, column.dictionary().get(code)));
            return new OnAttribute(column, points);
        }

        private static long points(CompiledScheme.Points.OfAttribute of, String value) {
            BigDecimal named = of.scale().points().get(value);
            return Fixed.of(named == null ? of.scale().otherwise() : named);
        }

        @Override
        public void points(int first, int count, long[] into) {
            for (int i = 0; i < count; i++) {
                int code = column.at(first + i);
                into[i] = code == AttributeColumn.ABSENT ? ABSENT : points[code];
            }
        }

        @Override
        public Optional<Explanation.Input> input(int row) {
            int code = column.at(row);
            return code == AttributeColumn.ABSENT
                    ? Optional.empty()
                    : Optional.of(new Explanation.Input.Text(column.dictionary().get(code)));
        }
    }
}
