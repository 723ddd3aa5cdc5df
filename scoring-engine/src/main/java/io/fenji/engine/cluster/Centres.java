package io.fenji.engine.cluster;

import java.util.Arrays;

/// Centres of clusters. Points are coordinates in an array, one after the other, so that nothing is
/// allocated to ask about them.
public final class Centres {

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
        int nearest = -1;
        long least = Long.MAX_VALUE;
        int[] centres = coordinates;
        int end = at + dimensions;
        int centre = 0;
        for (int next = 0; next < centres.length; centre++) {
            long square = 0;
            for (int i = at; i < end; i++, next++) {
                long difference = (long) points[i] - centres[next];
                square += difference * difference;
            }
            if (square < least) {
                least = square;
                nearest = centre;
            }
        }
        return nearest;
    }

    /// The nearest of all but one; -1 when there is no other.
    public int nearestBut(int without, int[] points, int at) {
        int nearest = -1;
        long least = Long.MAX_VALUE;
        for (int centre = 0; centre < size(); centre++) {
            long square = square(centre, points, at);
            if (centre != without && square < least) {
                least = square;
                nearest = centre;
            }
        }
        return nearest;
    }

    /// Whether some point of a box may be nearest to one of the first centres. Where the box is one
    /// point this is exact, else it may say yes too often.
    ///
    /// @param last the last of these centres
    /// @param low the box's lowest coordinates
    /// @param high its highest
    public boolean mayBeNear(int last, int[] low, int[] high) {
        for (int centre = 0; centre <= last; centre++) {
            boolean may = true;
            for (int other = 0; may && other < size(); other++) {
                long advantage = other == centre ? 0 : advantage(centre, other, low, high);
                may = other < centre ? advantage > 0 : advantage >= 0;
            }
            if (may) {
                return true;
            }
        }
        return false;
    }

    /// By how much the square of the distance to the other centre is greater, at most.
    private long advantage(int centre, int other, int[] low, int[] high) {
        long advantage = 0;
        for (int i = 0; i < dimensions; i++) {
            long at = coordinate(centre, i);
            long away = coordinate(other, i);
            long point = at > away ? high[i] : low[i];
            // (point − away)² − (point − at)², at the end of the box where it is greatest.
            advantage += (at - away) * (2 * point - at - away);
        }
        return advantage;
    }

    /// The square of the distance, in units of 0.00000001; below 2⁶³ whatever the point.
    public long square(int centre, int[] points, int at) {
        int first = centre * dimensions;
        long square = 0;
        for (int i = 0; i < dimensions; i++) {
            long difference = (long) points[at + i] - coordinates[first + i];
            square += difference * difference;
        }
        return square;
    }

    boolean isAt(Centres others) {
        return Arrays.equals(coordinates, others.coordinates);
    }
}
