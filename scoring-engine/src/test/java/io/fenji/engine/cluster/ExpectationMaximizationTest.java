package io.fenji.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpectationMaximizationTest {

    @Test
    void theLikelihoodNeverFalls() {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            Vectors vectors = random(random);
            Mixture mixture =
                    ExpectationMaximization.start(vectors, KMeans.centres(vectors, random.nextInt(1, 6), seed));
            double before = Double.NEGATIVE_INFINITY;
            for (int round = 0; round < 60; round++) {
                Moments moments = Moments.of(vectors, mixture);
                double now = moments.logLikelihood();

                assertThat(now).as("seed %d round %d", seed, round).isFinite();
                assertThat(now)
                        .as("seed %d round %d", seed, round)
                        .isGreaterThanOrEqualTo(before - 1e-9 * Math.max(1, Math.abs(now)));
                before = now;
                mixture = moments.likeliest(ExpectationMaximization.FLOOR);
            }
        }
    }

    @Test
    void aFitIsNotBeatenByAnotherRound() {
        for (long seed = 1; seed <= 30; seed++) {
            Vectors vectors = random(new Random(seed));
            ExpectationMaximization.Fit fit = ExpectationMaximization.fit(
                    vectors, ExpectationMaximization.start(vectors, KMeans.centres(vectors, 3, seed)), 2_000);
            ExpectationMaximization.Fit more = ExpectationMaximization.fit(vectors, fit.mixture(), 1);

            assertThat(fit.converged()).as("seed %d", seed).isTrue();
            assertThat(more.logLikelihood() - fit.logLikelihood())
                    .as("seed %d", seed)
                    .isBetween(0.0, ExpectationMaximization.TOLERANCE * vectors.customers());
        }
    }

    @Test
    void oneComponentIsTheMeanAndTheCovariance() {
        Vectors vectors = gaussian(new Random(5), 2_000);
        Mixture mixture = ExpectationMaximization.fit(
                        vectors, ExpectationMaximization.start(vectors, KMeans.centres(vectors, 1, 1)), 50)
                .mixture();
        double[] mean = new double[2];
        double[] products = new double[3];
        for (int i = 0; i < vectors.size(); i++) {
            mean[0] += x(vectors, i, 0) / vectors.size();
            mean[1] += x(vectors, i, 1) / vectors.size();
        }
        for (int i = 0; i < vectors.size(); i++) {
            double first = x(vectors, i, 0) - mean[0];
            double second = x(vectors, i, 1) - mean[1];
            products[0] += first * first / vectors.size();
            products[1] += first * second / vectors.size();
            products[2] += second * second / vectors.size();
        }

        assertThat(mixture.weight(0)).isCloseTo(1, within(1e-12));
        assertThat(mixture.mean(0, 0)).isCloseTo(mean[0], within(1e-9));
        assertThat(mixture.mean(0, 1)).isCloseTo(mean[1], within(1e-9));
        assertThat(mixture.covariance(0)).containsExactly(products, within(1e-9));
    }

    @Test
    void theLikelihoodIsThatOfTheDensityWrittenOut() {
        Vectors vectors = gaussian(new Random(6), 300);
        double[] weights = {0.25, 0.75};
        double[] means = {0.5, -1, 0, 2};
        double[] covariances = {2, 0.6, 0.5, 1, -0.3, 0.8};
        double expected = 0;
        for (int i = 0; i < vectors.size(); i++) {
            double density = 0;
            for (int c = 0; c < 2; c++) {
                double a = covariances[3 * c];
                double b = covariances[3 * c + 1];
                double d = covariances[3 * c + 2];
                double x = x(vectors, i, 0) - means[2 * c];
                double y = x(vectors, i, 1) - means[2 * c + 1];
                double determinant = a * d - b * b;
                double form = (d * x * x - 2 * b * x * y + a * y * y) / determinant;
                density += weights[c] * Math.exp(-form / 2) / (2 * Math.PI * Math.sqrt(determinant));
            }
            expected += Math.log(density);
        }

        assertThat(Moments.of(vectors, new Mixture(2, weights, means, covariances))
                        .logLikelihood())
                .isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }

    @Test
    void flooringRaisesSmallEigenvaluesOnly() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            int dimensions = random.nextInt(1, 7);
            double[][] factors = new double[random.nextInt(1, 8)][dimensions];
            for (double[] factor : factors) {
                Arrays.setAll(factor, i -> random.nextGaussian() * Math.pow(10, random.nextInt(-3, 3)));
            }
            double[] matrix = new double[Symmetric.length(dimensions)];
            for (int row = 0; row < dimensions; row++) {
                for (int column = 0; column <= row; column++) {
                    for (double[] factor : factors) {
                        matrix[Symmetric.at(row, column)] += factor[row] * factor[column];
                    }
                }
            }
            double scale = Arrays.stream(matrix).map(Math::abs).max().orElseThrow();
            double[] floored = Symmetric.floored(matrix, dimensions, 0.01);
            for (int i = 0; i < 200; i++) {
                double[] direction = random.doubles(dimensions, -1, 1).toArray();
                double square =
                        Arrays.stream(direction).map(each -> each * each).sum();
                double before = form(matrix, direction);

                assertThat(form(floored, direction))
                        .as("seed %d", seed)
                        .isBetween(
                                Math.max(before, 0.01 * square) - 1e-11 * scale,
                                before + 0.01 * square + 1e-11 * scale);
            }
        }
    }

    private static double form(double[] matrix, double[] direction) {
        double sum = 0;
        for (int row = 0; row < direction.length; row++) {
            for (int column = 0; column < direction.length; column++) {
                sum += matrix[Symmetric.at(Math.max(row, column), Math.min(row, column))]
                        * direction[row]
                        * direction[column];
            }
        }
        return sum;
    }

    private static double x(Vectors vectors, int vector, int dimension) {
        return vectors.coordinates()[vectors.at(vector) + dimension] / 10_000.0;
    }

    private static Vectors gaussian(Random random, int size) {
        int[] coordinates = new int[2 * size];
        for (int i = 0; i < size; i++) {
            double common = random.nextGaussian();
            coordinates[2 * i] = (int) (10_000 * (common + 0.5 * random.nextGaussian()));
            coordinates[2 * i + 1] = (int) (10_000 * (common - 1 + 0.7 * random.nextGaussian()));
        }
        int[] weights = new int[size];
        Arrays.fill(weights, 1);
        return new Vectors(coordinates, weights, 2);
    }

    /// Lumps, lines, equal coordinates and outliers, with weights.
    private static Vectors random(Random random) {
        int dimensions = random.nextInt(1, 5);
        int size = random.nextInt(3, 300);
        int[] coordinates = new int[size * dimensions];
        int[] weights = random.ints(size, 1, 20).toArray();
        for (int i = 0; i < size; i++) {
            int lump = random.nextInt(4);
            for (int d = 0; d < dimensions; d++) {
                double value = lump * (d + 1) + (lump == 1 ? 0 : random.nextGaussian() * 0.5);
                boolean far = random.nextInt(100) == 0;
                coordinates[i * dimensions + d] = d == 2 ? 7 : (int) (10_000 * (far ? value * 1_000 : value));
            }
        }
        return new Vectors(coordinates, weights, dimensions);
    }
}
