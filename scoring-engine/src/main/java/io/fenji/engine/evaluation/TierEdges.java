package io.fenji.engine.evaluation;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.table.MetricColumn;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Where the tiers of a scheme end, and how near to it customers are.
final class TierEdges {

    /// Where a tier ends and where a customer is, scaled.
    ///
    /// @param metric null for the score
    /// @param near how much above the threshold is near to it
    record Edge(@Nullable String metric, long value, long threshold, long near) {
        boolean isNear() {
            return value - threshold < near;
        }
    }

    private final BoundCut cut;
    private final @Nullable String metric;
    private final Evaluation evaluation;
    private final long points;
    private final BigDecimal share;
    private final long[] farFrom;

    /// @param points of the score
    /// @param share of the threshold, where it is on a metric
    TierEdges(Scheme scheme, BoundCut cut, Evaluation evaluation, BigDecimal points, BigDecimal share) {
        this.cut = cut;
        this.metric = metric(scheme.cut());
        this.evaluation = evaluation;
        this.points = Fixed.of(points);
        this.share = share;
        this.farFrom = new long[scheme.tiers().size() - 1];
        for (int tier = 0; tier < farFrom.length; tier++) {
            Edge edge = edge(tier, 0);
            farFrom[tier] = edge == null ? Long.MAX_VALUE : edge.threshold + edge.near;
        }
    }

    /// Whether the row is above the edge of the tier and not near to it. The lowest tier has no edge.
    boolean isFar(int row, int tier) {
        return tier == farFrom.length || value(row) >= farFrom[tier];
    }

    /// The edge of the tier, null where there is none, or the row has no value.
    @Nullable
    Edge of(int row, int tier) {
        return tier == farFrom.length ? null : edge(tier, value(row));
    }

    /// What the cut looks at.
    private long value(int row) {
        return cut instanceof BoundCut.ByShare byShare ? byShare.value(row) : evaluation.scaledScore(row);
    }

    private @Nullable Edge edge(int tier, long value) {
        return switch (cut) {
            case BoundCut.ByScore byScore -> edge(value, byScore.threshold(tier, true), points);
            case BoundCut.ByShare byShare -> {
                BigDecimal threshold = byShare.threshold(tier);
                yield edge(
                        value,
                        threshold,
                        threshold == null
                                ? 0
                                : Fixed.of(threshold.multiply(share).abs()));
            }
            case ByClusters _, BoundCut.ByRules _ -> null;
        };
    }

    private @Nullable Edge edge(long value, @Nullable BigDecimal threshold, long near) {
        // No score and no value look alike: the least long there is.
        return threshold == null || value == MetricColumn.ABSENT || !Fixed.fits(threshold)
                ? null
                : new Edge(metric, value, Fixed.of(threshold), near);
    }

    private static @Nullable String metric(Cut cut) {
        return switch (cut) {
            case Cut.ValueShare share -> share.metric();
            case Cut.TopShare top -> top.metric();
            case Cut.Score _, Cut.Clusters _, Cut.Rules _ -> null;
        };
    }
}
