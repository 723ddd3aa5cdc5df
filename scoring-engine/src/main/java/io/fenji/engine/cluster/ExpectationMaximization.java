package io.fenji.engine.cluster;

import io.fenji.engine.number.Fixed;
import java.util.Arrays;

/// Fits mixtures of Gaussians by EM (Dempster, Laird and Rubin, 1977).
public final class ExpectationMaximization {

    /// No component is narrower in any direction than a tenth of a standard deviation of the base:
    /// without a floor the likelihood has no bound, as a component may shrink to one customer.
    static final double FLOOR = 0.01;

    /// Ends when a round adds less than this to the mean logarithm of a customer's likelihood.
    static final double TOLERANCE = 1e-6;

    private ExpectationMaximization() {}

    /// What was found.
    ///
    /// @param logLikelihood natural, of all customers, over features in standard deviations
    /// @param customers who it is of
    /// @param converged whether the last round added less than the tolerance
    public record Fit(Mixture mixture, double logLikelihood, long customers, int rounds, boolean converged) {

        /// The Bayesian information criterion (Schwarz, 1978), the less the better.
        public double bic() {
            return mixture.parameters() * StrictMath.log((double) Math.max(1, customers)) - 2 * logLikelihood;
        }
    }

    /// A mixture to start from: the customers nearest to each of some centres.
    ///
    /// @param vectors at least one
    public static Mixture start(Vectors vectors, Centres centres) {
        int dimensions = vectors.dimensions();
        double[] means = new double[centres.size() * dimensions];
        Arrays.setAll(means, i -> centres.coordinate(i / dimensions, i % dimensions) * (1.0 / Fixed.ONE));
        double[] weights = new double[centres.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        double[] covariances = new double[centres.size() * Symmetric.length(dimensions)];
        for (int component = 0; component < weights.length; component++) {
            for (int i = 0; i < dimensions; i++) {
                covariances[component * Symmetric.length(dimensions) + Symmetric.at(i, i)] = 1;
            }
        }
        Mixture spheres = new Mixture(dimensions, weights, means, covariances);
        return Moments.nearest(vectors, spheres, centres).likeliest(FLOOR);
    }

    /// Improves a mixture round by round; its likelihood never falls.
    ///
    /// @param vectors at least one
    /// @param rounds the most there are
    public static Fit fit(Vectors vectors, Mixture start, int rounds) {
        long customers = vectors.customers();
        Mixture mixture = start;
        Moments moments = Moments.of(vectors, mixture);
        for (int round = 1; round <= rounds; round++) {
            Mixture next = moments.likeliest(FLOOR);
            Moments after = Moments.of(vectors, next);
            double gain = after.logLikelihood() - moments.logLikelihood();
            if (gain < TOLERANCE * customers) {
                // What is lost to rounding is not taken.
                return gain > 0
                        ? new Fit(next, after.logLikelihood(), customers, round, true)
                        : new Fit(mixture, moments.logLikelihood(), customers, round, true);
            }
            mixture = next;
            moments = after;
        }
        return new Fit(mixture, moments.logLikelihood(), customers, rounds, false);
    }
}
