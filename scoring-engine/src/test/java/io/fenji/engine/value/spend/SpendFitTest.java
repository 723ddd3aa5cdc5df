package io.fenji.engine.value.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fenji.engine.value.Gradients;
import io.fenji.engine.value.KnownData;
import java.util.Arrays;
import java.util.SplittableRandom;
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

    @Test
    void withoutSpendThereIsNone() {
        SpendFit fit = SpendFit.of(SpendGroups.of(new double[] {-5, 0, Double.NaN, 1e300}, new int[] {3, 1, 1, 1}));

        assertThat(fit.model()).isEqualTo(SpendModel.NONE);
        assertThat(fit.expected(20, 3)).isZero();
    }
}
