package io.fenji.engine.evaluation;

import io.fenji.engine.evaluation.Explanation.CutPart;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import org.jspecify.annotations.Nullable;

/// Writes down what the cut did.
final class CutParts {

    private CutParts() {}

    static CutPart of(Scheme scheme, RowEvaluator evaluator, int row) {
        int code = evaluator.cutCode();
        String type = type(scheme.cut());
        String tier = code < 0 ? null : scheme.tiers().get(code).key();
        return switch (evaluator.cut()) {
            case BoundCut.ByScore cut -> {
                boolean held = code >= 0 && code < cut.entered(evaluator.score());
                yield new CutPart(type, tier, cut.threshold(code, held), held, null, null);
            }
            case BoundCut.ByShare cut -> {
                long value = cut.value(row);
                yield new CutPart(
                        type,
                        tier,
                        cut.threshold(code),
                        false,
                        metric(scheme.cut()),
                        value == MetricColumn.ABSENT ? null : Fixed.toDecimal(value));
            }
            case ByClusters cut ->
                new CutPart(type, tier, null, false, null, null, cut.part(row, code, scheme.tiers()));
            case BoundCut.ByRules _ -> new CutPart(type, tier, null, false, null, null);
        };
    }

    private static String type(Cut cut) {
        return switch (cut) {
            case Cut.Score _ -> "score";
            case Cut.ValueShare _ -> "valueShare";
            case Cut.TopShare _ -> "topShare";
            case Cut.Clusters _ -> "clusters";
            case Cut.Rules _ -> "rules";
        };
    }

    static @Nullable String metric(Cut cut) {
        return switch (cut) {
            case Cut.ValueShare share -> share.metric();
            case Cut.TopShare share -> share.metric();
            case Cut.Score _, Cut.Clusters _, Cut.Rules _ -> null;
        };
    }
}
