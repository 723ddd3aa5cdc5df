package io.fenji.launcher.company;

import java.util.SplittableRandom;

/// Random draws of one customer. `StrictMath` throughout: the same seed gives the same company on any machine.
final class Draws {
    private final SplittableRandom random;

    private Draws(SplittableRandom random) {
        this.random = random;
    }

    /// The draws of one independent stream.
    ///
    /// @param index which independent stream of the seed; customers use theirs, the catalogue -1
    static Draws of(long seed, long index) {
        return new Draws(new SplittableRandom(mix(mix(seed) + 0x9E3779B97F4A7C15L * index)));
    }

    double uniform() {
        return random.nextDouble();
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /// Marsaglia and Tsang, "A simple method for generating gamma variables" (2000).
    double gamma(double shape, double scale) {
        if (shape < 1) {
            return gamma(shape + 1, scale) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
            if (v > 0 && StrictMath.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v * scale;
            }
        }
    }

    /// Number of events before a unit-rate process passes `mean`; fine for the small means used here.
    int poisson(double mean) {
        int events = 0;
        for (double time = exponential(1); time < mean; time += exponential(1)) {
            events++;
        }
        return events;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }
}
