package io.fenji.engine.cluster;

import java.util.Arrays;

/// Centres of clusters. Points are coordinates in an array, one after the other, so that nothing is
/// allocated to ask about them.
public final class Centres {

    private static final int STRIDE = 8;

    private final int[] coordinates;
    private final int dimensions;

    /// Centres with these coordinates, one centre after the other.
    ///
    /// @param coordinates kept, not copied: the caller no longer writes to it
    public Centres(int[] coordinates, int dimensions) {
        this.coordinates = coordinates;
        this.dimensions = dimensions;
    }

    public int size() {
        return coordinates.length / dimensions;
    }

    int dimensions() {
        return dimensions;
    }

    /// A coordinate of a centre, in units of 0.0001.
    public int coordinate(int centre, int dimension) {
        return coordinates[centre * dimensions + dimension];
    }

    /// The nearest centre, of several equally near the first; -1 when there is none.
    ///
    /// @param points where the point is
    /// @param at where its coordinates begin
    public int nearest(int[] points, int at) {
        return nearestBut(-1, points, at);
    }

    /// The same among all but one.
    public int nearestBut(int without, int[] points, int at) {
        int nearest = -1;
        long least = Long.MAX_VALUE;
        for (int centre = 0; centre < size(); centre++) {
            if (centre != without) {
                long square = squareUpTo(least, centre, points, at);
                if (square < least) {
                    least = square;
                    nearest = centre;
                }
            }
        }
        return nearest;
    }

    /// The square of the distance, in units of 0.00000001; below 2⁶³ whatever the point.
    public long square(int centre, int[] points, int at) {
        return squareUpTo(Long.MAX_VALUE, centre, points, at);
    }

    /// Looks now and then whether the sum has reached the limit, and does not add on then.
    private long squareUpTo(long limit, int centre, int[] points, int at) {
        int first = centre * dimensions;
        long square = 0;
        for (int from = 0; from < dimensions && square < limit; from += STRIDE) {
            int end = Math.min(from + STRIDE, dimensions);
            for (int i = from; i < end; i++) {
                long difference = (long) points[at + i] - coordinates[first + i];
                square += difference * difference;
            }
        }
        return square;
    }

    boolean isAt(Centres others) {
        return Arrays.equals(coordinates, others.coordinates);
    }
}
