package io.fenji.engine.value.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fenji.engine.value.Gradients;
import io.fenji.engine.value.KnownData;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;

class SpendFitTest {

    @Test
    void findsThePublishedParametersOfTheCdnowSample() {
        KnownData.Cdnow data = KnownData.cdnow();

        SpendFit fit = SpendFit.of(SpendGroups.of(data.spend(), data.orders()));

        assertThat(fit.model()).isEqualTo(SpendModel.GAMMA_GAMMA);
        assertThat(fit.customers()).isEqualTo(946);
        assertThat(fit.estimate().value(0)).isCloseTo(6.249573, withinPercentage(0.1));
        assertThat(fit.estimate().value(1)).isCloseTo(3.744224, withinPercentage(0.1));
        assertThat(fit.estimate().value(2)).isCloseTo(15.443518, withinPercentage(0.1));
        assertThat(fit.estimate().logLikelihood()).isCloseTo(-4_055.9177, within(0.05));
    }

    @Test
    void gradientsAreThoseOfTheLikelihood() {
        SplittableRandom random = new SplittableRandom(1);
        double[] means = random.doubles(100, 1, 90).toArray();
        int[] orders = random.ints(100, 1, 9).toArray();

        Gradients.check(new GammaGammaObjective(SpendGroups.of(means, orders), 40), 3, random, 20);
    }

    @Test
    void spendThatGrowsWithFrequencyIsDrawnTowardsThatOfSimilarCustomers() {
        SplittableRandom random = new SplittableRandom(2);
        int[] orders = random.ints(500, 1, 12).toArray();
        double[] means = Arrays.stream(orders)
                .mapToDouble(n -> 10 * n + random.nextDouble(-3, 3))
                .toArray();

        SpendFit fit = SpendFit.of(SpendGroups.of(means, orders));

        assertThat(fit.model()).isEqualTo(SpendModel.CLASS_MEANS);
        assertThat(fit.expected(0, 0)).isEqualTo(fit.overallMean());
        assertThat(fit.expected(50, 1)).isBetween(fit.classMeans().get(0), 50.0);
    }

    /// 20 sets of 10,000 customers.
    @Test
    void parametersAreWithinTwoStandardErrorsInNineOfTenCases() {
        double[] known = {6, 3.7, 15};
        int within = 0;
        for (int set = 0; set < 20; set++) {
            RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(500 + set));
            int[] orders = IntStream.range(0, 10_000).map(i -> 1 + i % 7).toArray();
            double[] means = Arrays.stream(orders)
                    .mapToDouble(n -> random.nextGamma(known[0] * n, 1) / random.nextGamma(known[1], 1 / known[2]) / n)
                    .toArray();
            SpendFit fit = SpendFit.of(SpendGroups.of(means, orders));
            assertThat(fit.model()).as("set %d", set).isEqualTo(SpendModel.GAMMA_GAMMA);
            for (int i = 0; i < known.length; i++) {
                double error = Math.abs(fit.estimate().value(i) - known[i]);
                within += error <= 2 * fit.estimate().standardErrors().get(i) ? 1 : 0;
            }
        }
        assertThat(within).isGreaterThanOrEqualTo((int) (0.9 * known.length * 20));
    }

    /// Two kinds of customers far apart: the fit needs a tail without a mean.
    @Test
    void aModelWhoseMeanIsNotThatOfTheDataDoesNotServe() {
        SplittableRandom random = new SplittableRandom(4);
        int[] orders = random.ints(2_000, 1, 9).toArray();
        double[] means = IntStream.range(0, orders.length)
                .mapToDouble(i -> (i % 6 == 0 ? 9_000 : 60) * random.nextDouble(0.7, 1.3))
                .toArray();

        SpendFit fit = SpendFit.of(SpendGroups.of(means, orders));

        assertThat(fit.model()).isEqualTo(SpendModel.CLASS_MEANS);
        assertThat(fit.expected(0, 0)).isCloseTo(Arrays.stream(means).average().orElseThrow(), within(1e-6));
    }

    @Test
    void oneAbsurdAmountDoesNotMakeWhatEveryoneIsExpectedToSpend() {
        RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(8));
        int[] orders = IntStream.range(0, 5_000).map(i -> 1 + i % 7).toArray();
        double[] means = Arrays.stream(orders)
                .mapToDouble(n -> random.nextGamma(6.0 * n, 1) / random.nextGamma(3.7, 1 / 15.0) / n)
                .toArray();
        SpendFit plain = SpendFit.of(SpendGroups.of(means, orders));
        means[17] = 1e14;

        SpendFit fit = SpendFit.of(SpendGroups.of(means, orders));

        assertThat(fit.overallMean()).isCloseTo(plain.overallMean(), withinPercentage(25));
        assertThat(fit.expected(30, 3)).isCloseTo(plain.expected(30, 3), withinPercentage(5));
        assertThat(fit.expected(1e14, 3)).isGreaterThan(1e12);
    }

    @Test
    void withoutSpendThereIsNone() {
        SpendFit fit = SpendFit.of(SpendGroups.of(new double[] {-5, 0, Double.NaN, 1e300}, new int[] {3, 1, 1, 1}));

        assertThat(fit.model()).isEqualTo(SpendModel.NONE);
        assertThat(fit.expected(20, 3)).isZero();
    }
}
