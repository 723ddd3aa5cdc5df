package io.fenji.engine.segment;

import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.Schedule;
import io.fenji.engine.scheme.Scheme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document of segments that belong together. A customer may be in several of them, or in none.
///
/// @param name by language tag
/// @param population who is looked at; [Condition#EVERYONE] when the document does not say
/// @param scores in the order in which they are computed
/// @param calibrate when the scores' breakpoints are estimated anew; null for on request only
public record SegmentSet(
        String key,
        Map<String, String> name,
        Map<String, String> description,
        SegmentGroup group,
        Condition population,
        List<SegmentScore> scores,
        @Nullable Schedule calibrate,
        List<Segment> segments) {

    public SegmentSet {
        name = Collections.unmodifiableMap(new LinkedHashMap<>(name));
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
        scores = List.copyOf(scores);
        segments = List.copyOf(segments);
    }

    /// Every condition in the document, the population first.
    public List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(population);
        segments.forEach(segment -> conditions.add(segment.when()));
        return conditions;
    }

    /// Whether breakpoints from the whole base are needed.
    public boolean needsCalibration() {
        return scores.stream().anyMatch(SegmentScore.Bin.class::isInstance);
    }

    /// The scores as criteria of a scheme that decides nothing: what they take from the base is
    /// estimated, stored and read as for any scheme.
    public Scheme scoring() {
        List<Criterion> criteria = scores.stream()
                .filter(SegmentScore.Bin.class::isInstance)
                .map(SegmentScore.Bin.class::cast)
                .map(score -> new Criterion(
                        new Criterion.Source.Metric(score.metric()),
                        BigDecimal.ONE,
                        scale(score),
                        new Missing.Neutral()))
                .toList();
        return new Scheme(
                key,
                name,
                description,
                population,
                criteria.isEmpty() ? List.of() : List.of(new Dimension("scores", Map.of(), BigDecimal.ONE, criteria)),
                new Cut.Rules(new Cut.Otherwise.NoTier()),
                List.of(),
                List.of(),
                Movement.AT_ONCE,
                new Review.Never(),
                calibrate,
                List.of());
    }

    static Scale.Quantile scale(SegmentScore.Bin score) {
        return new Scale.Quantile(score.bins(), score.better());
    }
}
