package io.fenji.engine.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// k-means: Lloyd's rounds from starts chosen by k-means++ (Arthur and Vassilvitskii, 2007), the best of
/// several. Centres are rounded to whole coordinates after each round, so nothing but the choice of
/// the starts has numbers that are not exact, and that sums them in the order of the points.
public final class KMeans {

    /// How often it starts.
    private static final int STARTS = 20;

    /// Starts are tried on so many points; the best is carried on with all of them.
    private static final int SAMPLE = 8_000;

    private static final int MOST_ROUNDS = 200;

    private KMeans() {}

    private record Attempt(Centres centres, long inertia) {}

    /// Finds centres.
    ///
    /// @param clusters as many centres, or as many as there are different points when these are fewer
    public static Centres centres(Vectors vectors, int clusters, long seed) {
        SplitMix seeds = new SplitMix(seed);
        long[] starts = LongStream.generate(seeds::next).limit(STARTS).toArray();
        Vectors sample = vectors.sample(SAMPLE);
        Centres best = best(sample, clusters, starts);
        if (sample.size() == vectors.size()) {
            return best;
        }
        // What few customers have that are different may be missing in the sample.
        Centres start = best.size() == clusters ? best : start(vectors, clusters, starts[0]);
        return Lloyd.settle(vectors, start, MOST_ROUNDS);
    }

    /// Carries centres on to where they stay, those of a sample with all points for example.
    public static Centres settled(Vectors vectors, Centres start) {
        return Lloyd.settle(vectors, start, MOST_ROUNDS);
    }

    /// Whether another round of Lloyd's would leave the centres where they are.
    public static boolean isSettled(Vectors vectors, Centres centres) {
        return Lloyd.settle(vectors, centres, 1).isAt(centres);
    }

    /// The first of those with the least inertia.
    private static Centres best(Vectors vectors, int clusters, long[] starts) {
        return IntStream.range(0, starts.length)
                .parallel()
                .mapToObj(i -> attempt(vectors, clusters, starts[i]))
                .toList()
                .stream()
                .min(Comparator.comparingLong(Attempt::inertia))
                .orElseThrow()
                .centres();
    }

    private static Attempt attempt(Vectors vectors, int clusters, long seed) {
        Centres centres = Lloyd.settle(vectors, start(vectors, clusters, seed), MOST_ROUNDS);
        return new Attempt(centres, Quality.inertia(vectors, centres));
    }

    /// Each next centre is a point, drawn with the square of its distance to the nearest so far as its
    /// weight.
    private static Centres start(Vectors vectors, int clusters, long seed) {
        SplitMix random = new SplitMix(seed);
        int[] chosen = new int[clusters];
        long[] squares = new long[vectors.size()];
        Arrays.fill(squares, 1);
        int count = 0;
        while (count < clusters) {
            int next = draw(vectors, squares, random);
            if (next < 0) {
                break;
            }
            chosen[count++] = next;
            approach(vectors, next, count == 1, squares);
        }
        int[] coordinates = new int[count * vectors.dimensions()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    vectors.coordinates(),
                    vectors.at(chosen[i]),
                    coordinates,
                    i * vectors.dimensions(),
                    vectors.dimensions());
        }
        return new Centres(coordinates, vectors.dimensions());
    }

    /// A point by its weight, or -1 when all weights are zero.
    private static int draw(Vectors vectors, long[] squares, SplitMix random) {
        double total = 0;
        for (int i = 0; i < squares.length; i++) {
            total += (double) squares[i] * vectors.weight(i);
        }
        double left = random.fraction() * total;
        int drawn = -1;
        for (int i = 0; i < squares.length && left >= 0; i++) {
            if (squares[i] > 0) {
                drawn = i;
                left -= (double) squares[i] * vectors.weight(i);
            }
        }
        return drawn;
    }

    private static void approach(Vectors vectors, int centre, boolean first, long[] squares) {
        int[] coordinates = Arrays.copyOfRange(
                vectors.coordinates(), vectors.at(centre), vectors.at(centre) + vectors.dimensions());
        Centres one = new Centres(coordinates, vectors.dimensions());
        for (int i = 0; i < squares.length; i++) {
            long square = one.square(0, vectors.coordinates(), vectors.at(i));
            squares[i] = first ? square : Math.min(squares[i], square);
        }
    }
}
