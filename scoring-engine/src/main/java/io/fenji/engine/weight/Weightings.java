package io.fenji.engine.weight;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/// The weightings of a scheme, one per set of criteria that are left out, made when first met.
public final class Weightings {

    /// Most criteria over all dimensions.
    public static final int MOST_CRITERIA = 500;

    /// Most criteria with `"missing": "redistribute"`: a set of them is a bit mask.
    public static final int MOST_REDISTRIBUTED = 64;

    private static final int MOST_KEPT = 256;

    private final int dimensions;
    private final int[] dimensionOf;
    private final long[] dimensionWeights;
    private final long[] criterionWeights;
    private final long[] bits;
    private final ConcurrentMap<Long, Weighting> kept = new ConcurrentHashMap<>();

    /// The weightings of these dimensions.
    ///
    /// @throws IllegalArgumentException when there are more than 500 criteria, or more than 64 that may be
    ///     left out
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
        bits = bits(dimensions.stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .toList());
    }

    private static long[] bits(List<Criterion> criteria) {
        long[] bits = new long[criteria.size()];
        int redistributed = 0;
        for (int i = 0; i < bits.length; i++) {
            if (criteria.get(i).missing() instanceof Missing.Redistribute) {
                if (redistributed == MOST_REDISTRIBUTED) {
                    throw new IllegalArgumentException("more than " + MOST_REDISTRIBUTED + " criteria redistribute");
                }
                bits[i] = 1L << redistributed++;
            }
        }
        return bits;
    }

    /// The criterion's bit in a set of criteria; 0 when its absence does not leave it out.
    public long bit(int criterion) {
        return bits[criterion];
    }

    /// The weighting when some criteria do not count.
    ///
    /// @param leftOut the [bits][#bit(int)] of the criteria that do not count
    public Weighting without(long leftOut) {
        Weighting known = kept.get(leftOut);
        if (known != null) {
            return known;
        }
        Weighting made = Weighting.of(dimensionOf, dimensionWeights, criterionWeights, flags(leftOut));
        if (kept.size() < MOST_KEPT) {
            kept.put(leftOut, made);
        }
        return made;
    }

    private boolean[] flags(long leftOut) {
        boolean[] flags = new boolean[bits.length];
        for (int i = 0; i < bits.length; i++) {
            flags[i] = (bits[i] & leftOut) != 0;
        }
        return flags;
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
