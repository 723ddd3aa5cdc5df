package io.fenji.engine.cluster;

import java.util.Arrays;

/// Points with how many customers are at each, in an order that depends on the customers only.
public final class Vectors {

    private final int[] coordinates;
    private final int[] weights;
    private final int dimensions;

    /// Points with these coordinates, one point after the other.
    ///
    /// @param coordinates kept, not copied: the caller no longer writes to it
    /// @param weights customers at each point, above zero; kept, too
    public Vectors(int[] coordinates, int[] weights, int dimensions) {
        this.coordinates = coordinates;
        this.weights = weights;
        this.dimensions = dimensions;
    }

    public int size() {
        return weights.length;
    }

    public int dimensions() {
        return dimensions;
    }

    /// How many customers there are.
    public long customers() {
        return Arrays.stream(weights).asLongStream().sum();
    }

    /// How many customers are at a point.
    public int weight(int vector) {
        return weights[vector];
    }

    /// The nearest of some centres.
    public int nearest(int vector, Centres centres) {
        return centres.nearest(coordinates, at(vector));
    }

    /// Whose territory a point is in.
    public int in(int vector, Territory territory) {
        return territory.of(coordinates, at(vector));
    }

    /// The square of the distance between two points, in units of 0.00000001.
    long square(int one, int other) {
        long square = 0;
        int to = at(other);
        for (int i = at(one); i < at(one) + dimensions; i++, to++) {
            long difference = (long) coordinates[i] - coordinates[to];
            square += difference * difference;
        }
        return square;
    }

    /// The coordinates of all points.
    int[] coordinates() {
        return coordinates;
    }

    /// Where a point's coordinates begin.
    int at(int vector) {
        return vector * dimensions;
    }

    /// The points of every so-manieth customer, in their order; all when there are no more than these.
    public Vectors sample(int most) {
        if (size() <= most) {
            return this;
        }
        long customers = customers();
        int[] picked = new int[most];
        int[] times = new int[most];
        int count = 0;
        int vector = 0;
        long upTo = weights[0];
        for (int i = 0; i < most; i++) {
            long rank = (2L * i + 1) * customers / (2L * most);
            while (upTo <= rank) {
                upTo += weights[++vector];
            }
            if (count == 0 || picked[count - 1] != vector) {
                picked[count++] = vector;
            }
            times[count - 1]++;
        }
        int[] sampled = new int[count * dimensions];
        for (int i = 0; i < count; i++) {
            System.arraycopy(coordinates, at(picked[i]), sampled, i * dimensions, dimensions);
        }
        return new Vectors(sampled, Arrays.copyOf(times, count), dimensions);
    }
}
