package io.fenji.engine.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What points come to at each component of a mixture: the customers, their distances to its mean, and
/// the products of these. Points are worked on in parallel in pieces of one size, which are added in
/// their order: the same bits however many threads there are.
final class Moments {

    private static final int PIECE = 1 << 11;

    /// A component that is e⁴⁰ times less likely than the likeliest adds less than a double can tell.
    private static final double NEGLIGIBLE = -40;

    private final Vectors vectors;
    private final Mixture mixture;
    private final double[] customers;
    private final double[] distances;
    private final double[] products;
    private double logLikelihood;

    private Moments(Vectors vectors, Mixture mixture) {
        this.vectors = vectors;
        this.mixture = mixture;
        customers = new double[mixture.size()];
        distances = new double[mixture.size() * mixture.dimensions()];
        products = new double[mixture.size() * Symmetric.length(mixture.dimensions())];
    }

    /// Those of points that come from each component as likely as the mixture says.
    static Moments of(Vectors vectors, Mixture mixture) {
        Moments all = new Moments(vectors, mixture);
        IntStream.range(0, Math.ceilDiv(vectors.size(), PIECE))
                .parallel()
                .mapToObj(piece -> ofPiece(vectors, mixture, piece))
                .toList()
                .forEach(all::add);
        return all;
    }

    /// Those of points that belong to the component with the nearest mean.
    static Moments nearest(Vectors vectors, Mixture mixture, Centres means) {
        Moments all = new Moments(vectors, mixture);
        for (int vector = 0; vector < vectors.size(); vector++) {
            all.add(vector, vectors.nearest(vector, means), vectors.weight(vector));
        }
        return all;
    }

    private static Moments ofPiece(Vectors vectors, Mixture mixture, int piece) {
        Moments moments = new Moments(vectors, mixture);
        double[] logs = new double[mixture.size()];
        int end = Math.min(vectors.size(), (piece + 1) * PIECE);
        for (int vector = piece * PIECE; vector < end; vector++) {
            moments.add(vector, logs);
        }
        return moments;
    }

    private void add(int vector, double[] logs) {
        double most = Double.NEGATIVE_INFINITY;
        for (int component = 0; component < logs.length; component++) {
            logs[component] = mixture.log(component, vectors.coordinates(), vectors.at(vector));
            most = Math.max(most, logs[component]);
        }
        double sum = 0;
        for (int component = 0; component < logs.length; component++) {
            double less = logs[component] - most;
            logs[component] = less < NEGLIGIBLE ? 0 : StrictMath.exp(less);
            sum += logs[component];
        }
        int weight = vectors.weight(vector);
        for (int component = 0; component < logs.length; component++) {
            if (logs[component] > 0) {
                add(vector, component, weight * logs[component] / sum);
            }
        }
        logLikelihood += weight * (most + StrictMath.log(sum));
    }

    private void add(int vector, int component, double share) {
        int dimensions = mixture.dimensions();
        int at = vectors.at(vector);
        int first = component * dimensions;
        int next = component * Symmetric.length(dimensions);
        customers[component] += share;
        for (int row = 0; row < dimensions; row++) {
            double distance = share * (vectors.coordinates()[at + row] * Mixture.UNIT - mixture.mean(component, row));
            distances[first + row] += distance;
            for (int column = 0; column <= row; column++) {
                double other = vectors.coordinates()[at + column] * Mixture.UNIT - mixture.mean(component, column);
                products[next++] += distance * other;
            }
        }
    }

    private void add(Moments other) {
        Arrays.setAll(customers, i -> customers[i] + other.customers[i]);
        Arrays.setAll(distances, i -> distances[i] + other.distances[i]);
        Arrays.setAll(products, i -> products[i] + other.products[i]);
        logLikelihood += other.logLikelihood;
    }

    /// The mixture's.
    double logLikelihood() {
        return logLikelihood;
    }

    /// The mixture that makes these moments most likely. A component that next to nobody comes from
    /// stays where it is.
    Mixture likeliest(double floor) {
        int dimensions = mixture.dimensions();
        int length = Symmetric.length(dimensions);
        double all = vectors.customers();
        double[] weights = new double[customers.length];
        double[] means = new double[distances.length];
        double[] covariances = new double[products.length];
        for (int component = 0; component < customers.length; component++) {
            boolean empty = customers[component] < 1e-9;
            weights[component] = customers[component] / all;
            for (int i = 0; i < dimensions; i++) {
                means[component * dimensions + i] = mixture.mean(component, i) + (empty ? 0 : shift(component, i));
            }
            double[] covariance =
                    empty ? mixture.covariance(component) : Symmetric.floored(covariance(component), dimensions, floor);
            System.arraycopy(covariance, 0, covariances, component * length, length);
        }
        return new Mixture(dimensions, weights, means, covariances);
    }

    private double shift(int component, int dimension) {
        return distances[component * mixture.dimensions() + dimension] / customers[component];
    }

    private double[] covariance(int component) {
        double[] covariance = new double[Symmetric.length(mixture.dimensions())];
        int first = component * covariance.length;
        for (int row = 0; row < mixture.dimensions(); row++) {
            for (int column = 0; column <= row; column++) {
                int at = Symmetric.at(row, column);
                covariance[at] =
                        products[first + at] / customers[component] - shift(component, row) * shift(component, column);
            }
        }
        return covariance;
    }
}
