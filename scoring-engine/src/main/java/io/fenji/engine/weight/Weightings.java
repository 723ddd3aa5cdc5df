package io.fenji.engine.weight;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/// The weightings of a scheme, one per set of criteria that are left out, made when first met.
public final class Weightings {

    /// A set of criteria is a bit mask.
    public static final int MOST_CRITERIA = 64;

    private static final int MOST_KEPT = 4_096;

    private final int dimensions;
    private final int[] dimensionOf;
    private final long[] dimensionWeights;
    private final long[] criterionWeights;
    private final ConcurrentMap<Long, Weighting> kept = new ConcurrentHashMap<>();

    /// The weightings of these dimensions.
    ///
    /// @throws IllegalArgumentException when there are more than 64 criteria
    public Weightings(List<Dimension> dimensions) {
        this.dimensions = dimensions.size();
        dimensionOf = IntStream.range(0, dimensions.size())
                .flatMap(d -> dimensions.get(d).criteria().stream().mapToInt(criterion -> d))
                .toArray();
        if (dimensionOf.length > MOST_CRITERIA) {
            throw new IllegalArgumentException("more than " + MOST_CRITERIA + " criteria");
        }
        dimensionWeights = dimensions.stream()
                .mapToLong(dimension -> Fixed.of(dimension.weight()))
                .toArray();
        criterionWeights = dimensions.stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .mapToLong(criterion -> Fixed.of(criterion.weight()))
                .toArray();
    }

    /// The weighting when some criteria do not count.
    ///
    /// @param leftOut bit i is set when criterion i does not count
    public Weighting without(long leftOut) {
        Weighting known = kept.get(leftOut);
        if (known != null) {
            return known;
        }
        Weighting made = Weighting.of(dimensionOf, dimensionWeights, criterionWeights, leftOut);
        if (kept.size() < MOST_KEPT) {
            kept.put(leftOut, made);
        }
        return made;
    }

    /// What each part contributes to a score.
    public Weighting.Split contributions(Weighting weighting, long score, long[] points) {
        return weighting.split(score, points, dimensionOf, dimensions);
    }

    /// What share of the whole each part has; all sum to 1.
    public Weighting.Split shares(Weighting weighting) {
        long[] ones = new long[dimensionOf.length];
        Arrays.fill(ones, Fixed.ONE);
        return weighting.split(Fixed.ONE, ones, dimensionOf, dimensions);
    }
}
