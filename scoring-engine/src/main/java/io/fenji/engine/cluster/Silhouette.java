package io.fenji.engine.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The silhouette (Rousseeuw, 1987): how much nearer customers are to those of their own cluster than to
/// those of the next one.
public final class Silhouette {

    private Silhouette() {}

    /// The mean over all customers of (b − a) / max(a, b), where a is the mean distance to the others of
    /// the same cluster and b the least mean distance to those of another; 0 for who is alone in a
    /// cluster, and when there are fewer than two clusters. Compares all with all: for samples.
    ///
    /// @param clusters how many the territory has
    public static double of(Vectors vectors, Territory territory, int clusters) {
        int[] in = new int[vectors.size()];
        long[] members = new long[clusters];
        for (int i = 0; i < in.length; i++) {
            in[i] = vectors.in(i, territory);
            members[in[i]] += vectors.weight(i);
        }
        if (Arrays.stream(members).filter(count -> count > 0).count() < 2) {
            return 0;
        }
        // Summed in the order of the points, whichever was ready first.
        double[] each = IntStream.range(0, in.length)
                .parallel()
                .mapToDouble(i -> vectors.weight(i) * of(i, vectors, in, members))
                .toArray();
        double sum = 0;
        for (double value : each) {
            sum += value;
        }
        return sum / vectors.customers();
    }

    private static double of(int point, Vectors vectors, int[] in, long[] members) {
        int own = in[point];
        if (members[own] == 1) {
            return 0;
        }
        double[] distances = new double[members.length];
        for (int other = 0; other < in.length; other++) {
            distances[in[other]] += vectors.weight(other) * StrictMath.sqrt((double) vectors.square(point, other));
        }
        double next = Double.MAX_VALUE;
        for (int cluster = 0; cluster < members.length; cluster++) {
            if (cluster != own && members[cluster] > 0) {
                next = Math.min(next, distances[cluster] / members[cluster]);
            }
        }
        double near = distances[own] / (members[own] - 1);
        double most = Math.max(near, next);
        return most == 0 ? 0 : (next - near) / most;
    }
}
