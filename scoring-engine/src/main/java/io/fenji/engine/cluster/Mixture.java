package io.fenji.engine.cluster;

import io.fenji.engine.number.Fixed;

/// A mixture of Gaussian components with full covariances. Immutable. Doubles, but of operations that
/// give the same bits on any machine.
public final class Mixture implements Territory {

    /// What a whole coordinate is in standard deviations of its feature.
    static final double UNIT = 1.0 / Fixed.ONE;

    private static final double LOG_OF_TWO_PI = StrictMath.log(2 * Math.PI);

    private final int dimensions;
    private final double[] weights;
    private final double[] means;
    private final double[] covariances;
    private final double[] constants;
    private final double[] whitenings;

    /// Components, one after the other. The arrays are kept, not copied: the caller no longer writes to
    /// them.
    ///
    /// @param weights from 0 to 1
    /// @param means in standard deviations of the features
    /// @param covariances the rows of the lower triangle of each, one after the other
    /// @throws IllegalArgumentException when a covariance is not positive definite
    public Mixture(int dimensions, double[] weights, double[] means, double[] covariances) {
        this.dimensions = dimensions;
        this.weights = weights;
        this.means = means;
        this.covariances = covariances;
        constants = new double[weights.length];
        whitenings = new double[covariances.length];
        for (int component = 0; component < weights.length; component++) {
            double[] whitening = Symmetric.whitening(covariance(component), dimensions);
            System.arraycopy(whitening, 0, whitenings, component * whitening.length, whitening.length);
            double constant = StrictMath.log(weights[component]) - dimensions * LOG_OF_TWO_PI / 2;
            for (int i = 0; i < dimensions; i++) {
                constant += StrictMath.log(whitening[Symmetric.at(i, i)]);
            }
            constants[component] = constant;
        }
    }

    public int size() {
        return weights.length;
    }

    int dimensions() {
        return dimensions;
    }

    /// How many parameters were estimated.
    int parameters() {
        return size() - 1 + size() * (dimensions + Symmetric.length(dimensions));
    }

    public double weight(int component) {
        return weights[component];
    }

    /// A coordinate of a component's mean, in standard deviations of the feature.
    public double mean(int component, int dimension) {
        return means[component * dimensions + dimension];
    }

    /// The rows of the lower triangle of a component's covariance.
    public double[] covariance(int component) {
        int length = Symmetric.length(dimensions);
        double[] covariance = new double[length];
        System.arraycopy(covariances, component * length, covariance, 0, length);
        return covariance;
    }

    /// The component that a point most likely comes from, of several equally likely the first; -1 when
    /// there is none.
    @Override
    public int of(int[] points, int at) {
        int likeliest = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int component = 0; component < constants.length; component++) {
            double log = log(component, points, at);
            if (log > most || likeliest < 0) {
                most = log;
                likeliest = component;
            }
        }
        return likeliest;
    }

    /// ln(weight × density) of a component at a point.
    double log(int component, int[] points, int at) {
        double sum = 0;
        int mean = component * dimensions;
        int next = component * Symmetric.length(dimensions);
        for (int row = 0; row < dimensions; row++) {
            double whitened = 0;
            for (int column = 0; column <= row; column++) {
                whitened += whitenings[next++] * (points[at + column] * UNIT - means[mean + column]);
            }
            sum += whitened * whitened;
        }
        return constants[component] - sum / 2;
    }
}
