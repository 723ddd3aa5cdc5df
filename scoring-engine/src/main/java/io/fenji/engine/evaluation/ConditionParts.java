package io.fenji.engine.evaluation;

import io.fenji.engine.condition.BoundCondition;
import io.fenji.engine.condition.Truth;
import io.fenji.engine.evaluation.Explanation.ConditionPart;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Condition;
import io.fenji.engine.table.AttributeColumn;
import io.fenji.engine.table.MetricColumn;
import io.fenji.engine.table.MetricTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes down every comparison of a condition for one row, tested by the same bound conditions as
/// in evaluation.
record ConditionParts(MetricTable table, int row) {

    boolean holds(Condition condition) {
        return test(condition) == Truth.TRUE;
    }

    List<ConditionPart> of(String pointer, Condition condition) {
        List<ConditionPart> parts = new ArrayList<>();
        collect(pointer, condition, parts);
        return parts;
    }

    private Truth test(Condition condition) {
        return BoundCondition.bind(condition, table).test(row);
    }

    private void collect(String pointer, Condition condition, List<ConditionPart> parts) {
        switch (condition) {
            case Condition.All all -> collect(pointer + "/all/", all.conditions(), parts);
            case Condition.Any any -> collect(pointer + "/any/", any.conditions(), parts);
            case Condition.Not not -> collect(pointer + "/not", not.condition(), parts);
            case Condition.MetricIs is -> {
                long value = table.metric(is.metric()).at(row);
                parts.add(new ConditionPart.OnMetric(
                        pointer,
                        is.metric(),
                        value == MetricColumn.ABSENT ? null : Fixed.toDecimal(value),
                        is.comparison(),
                        test(is)));
            }
            case Condition.AttributeIs is -> parts.add(attribute(pointer, is.attribute(), List.of(is.value()), is));
            case Condition.AttributeIn in -> parts.add(attribute(pointer, in.attribute(), in.values(), in));
            case Condition.TierIs is ->
                parts.add(new ConditionPart.OnTier(
                        pointer, is.scheme(), value(table.tier(is.scheme())), is.comparison(), test(is)));
        }
    }

    private void collect(String prefix, List<Condition> conditions, List<ConditionPart> parts) {
        for (int i = 0; i < conditions.size(); i++) {
            collect(prefix + i, conditions.get(i), parts);
        }
    }

    private ConditionPart attribute(String pointer, String attribute, List<String> accepted, Condition condition) {
        return new ConditionPart.OnAttribute(
                pointer, attribute, value(table.attribute(attribute)), accepted, test(condition));
    }

    private @Nullable String value(AttributeColumn column) {
        int code = column.at(row);
        return code == AttributeColumn.ABSENT ? null : column.dictionary().get(code);
    }
}
