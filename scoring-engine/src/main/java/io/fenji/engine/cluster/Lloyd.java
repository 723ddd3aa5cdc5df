package io.fenji.engine.cluster;

import io.fenji.engine.number.Fixed;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Lloyd's rounds: each point goes to its nearest centre, each centre to the mean of its points.
/// Points are worked on in parallel; the sums are whole numbers, so the order in which they come
/// together does not matter.
final class Lloyd {

    private static final int CHUNK = 1 << 14;

    private Lloyd() {}

    /// The centres when nothing changes any more, or after so many rounds.
    static Centres settle(Vectors vectors, Centres start, int rounds) {
        Centres centres = start;
        for (int round = 0; round < rounds; round++) {
            Centres next = Sums.of(vectors, centres).means(vectors, centres);
            if (next.isAt(centres)) {
                return next;
            }
            centres = next;
        }
        return centres;
    }

    /// What comes together at each centre.
    private static final class Sums {

        private final long[] coordinates;
        private final long[] weights;

        private Sums(long[] coordinates, long[] weights) {
            this.coordinates = coordinates;
            this.weights = weights;
        }

        static Sums of(Vectors vectors, Centres centres) {
            int chunks = Math.ceilDiv(vectors.size(), CHUNK);
            return chunks == 1
                    ? ofChunk(vectors, centres, 0)
                    : IntStream.range(0, chunks)
                            .parallel()
                            .mapToObj(chunk -> ofChunk(vectors, centres, chunk))
                            .reduce(Sums::plus)
                            .orElseThrow();
        }

        private static Sums ofChunk(Vectors vectors, Centres centres, int chunk) {
            int dimensions = vectors.dimensions();
            Sums sums = new Sums(new long[centres.size() * dimensions], new long[centres.size()]);
            int end = Math.min(vectors.size(), (chunk + 1) * CHUNK);
            for (int vector = chunk * CHUNK; vector < end; vector++) {
                int at = vectors.at(vector);
                int nearest = vectors.nearest(vector, centres);
                long weight = vectors.weight(vector);
                sums.weights[nearest] += weight;
                for (int i = 0; i < dimensions; i++) {
                    sums.coordinates[nearest * dimensions + i] += weight * vectors.coordinates()[at + i];
                }
            }
            return sums;
        }

        private Sums plus(Sums other) {
            return new Sums(plus(coordinates, other.coordinates), plus(weights, other.weights));
        }

        private static long[] plus(long[] one, long[] other) {
            long[] sum = one.clone();
            Arrays.setAll(sum, i -> one[i] + other[i]);
            return sum;
        }

        /// A centre that nothing came to goes to the point that is farthest from its own.
        Centres means(Vectors vectors, Centres before) {
            int dimensions = vectors.dimensions();
            int[] means = new int[coordinates.length];
            BitSet taken = new BitSet();
            for (int centre = 0; centre < weights.length; centre++) {
                int farthest = weights[centre] == 0 ? farthest(vectors, before, taken) : -1;
                for (int i = 0; i < dimensions; i++) {
                    int at = centre * dimensions + i;
                    if (weights[centre] > 0) {
                        means[at] = (int) Fixed.divideHalfUp(coordinates[at], weights[centre]);
                    } else {
                        means[at] = farthest < 0
                                ? before.coordinate(centre, i)
                                : vectors.coordinates()[vectors.at(farthest) + i];
                    }
                }
            }
            return new Centres(means, dimensions);
        }

        /// The first of the points farthest from their centres; -1 when all are at theirs.
        private static int farthest(Vectors vectors, Centres centres, BitSet taken) {
            int farthest = -1;
            long most = 0;
            for (int vector = 0; vector < vectors.size(); vector++) {
                int at = vectors.at(vector);
                long square = centres.square(vectors.nearest(vector, centres), vectors.coordinates(), at);
                if (square > most && !taken.get(vector)) {
                    most = square;
                    farthest = vector;
                }
            }
            if (farthest >= 0) {
                taken.set(farthest);
            }
            return farthest;
        }
    }
}
