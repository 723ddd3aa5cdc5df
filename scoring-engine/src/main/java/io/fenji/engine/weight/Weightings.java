package io.fenji.engine.weight;

import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Dimension;
import io.fenji.engine.scheme.Missing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The weightings of a scheme, one per set of criteria that are left out, made when first met.
public final class Weightings {

    /// Most criteria over all dimensions.
    public static final int MOST_CRITERIA = 500;

    /// Nothing counts, or nothing that does has weight.
    public static final long NO_SCORE = Long.MIN_VALUE;

    private static final int MOST_KEPT = 256;

    private final int dimensions;
    private final int[] dimensionOf;
    private final long[] dimensionWeights;
    private final long[] criterionWeights;
    private final long[] bits;
    private final int[] words;
    private final @Nullable DirectScore direct;
    private final ConcurrentMap<Object, Weighting> kept = new ConcurrentHashMap<>();

    /// The weightings of these dimensions.
    ///
    /// @throws IllegalArgumentException when there are more than 500 criteria
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
        bits = new long[dimensionOf.length];
        words = new int[dimensionOf.length];
        direct = DirectScore.of(dimensionOf, dimensionWeights, criterionWeights);
        place(dimensions.stream()
                .flatMap(dimension -> dimension.criteria().stream())
                .toList());
    }

    /// Gives each criterion that may be left out its place in a set of criteria.
    private void place(List<Criterion> criteria) {
        int redistributed = 0;
        for (int i = 0; i < bits.length; i++) {
            if (criteria.get(i).missing() instanceof Missing.Redistribute) {
                words[i] = redistributed / Long.SIZE;
                bits[i] = 1L << redistributed++;
            }
        }
    }

    /// How many words a set of criteria has.
    public int words() {
        return Arrays.stream(words).max().orElse(0) + 1;
    }

    /// The word in a set of criteria that the criterion's bit is in.
    public int word(int criterion) {
        return words[criterion];
    }

    /// The criterion's bit in its word; 0 when its absence does not leave it out.
    public long bit(int criterion) {
        return bits[criterion];
    }

    /// The weighting when every criterion counts.
    public Weighting complete() {
        return without(new long[words()]);
    }

    /// The weighting when some criteria do not count.
    ///
    /// @param leftOut the [bits][#bit(int)] of the criteria that do not count, word by word
    public Weighting without(long... leftOut) {
        Object key = key(leftOut);
        Weighting known = kept.get(key);
        if (known != null) {
            return known;
        }
        Weighting made = Weighting.of(dimensionOf, dimensionWeights, criterionWeights, flags(leftOut));
        if (kept.size() < MOST_KEPT) {
            kept.put(key, made);
        }
        return made;
    }

    /// The score when some criteria do not count, as their [weighting][#without(long...)] gives it. Where every
    /// customer lacks others, no weighting is made for each.
    ///
    /// @param points scaled, one per criterion
    /// @return scaled, or [#NO_SCORE] when there is nothing to score
    public long score(long[] points, long... leftOut) {
        if (direct != null && kept.size() >= MOST_KEPT && !kept.containsKey(key(leftOut))) {
            return direct.score(points, flags(leftOut));
        }
        Weighting weighting = without(leftOut);
        return weighting.isEmpty() ? NO_SCORE : weighting.score(points);
    }

    private static Object key(long[] leftOut) {
        return leftOut.length == 1 ? (Object) leftOut[0] : BitSet.valueOf(leftOut);
    }

    private boolean[] flags(long[] leftOut) {
        boolean[] flags = new boolean[bits.length];
        for (int i = 0; i < bits.length; i++) {
            flags[i] = (bits[i] & leftOut[words[i]]) != 0;
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
