package io.fenji.engine.value.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fenji.engine.value.Gradients;
import io.fenji.engine.value.KnownData;
import io.fenji.engine.value.numeric.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;

class BgBbTest {

    @Test
    void findsThePublishedParametersOfTheDonations() {
        BgBb fit = BgBb.fit(donations());

        assertThat(fit.estimate().converged()).isTrue();
        assertThat(fit.estimate().values())
                .extracting(value -> String.format(Locale.ROOT, "%.3f", value))
                .containsExactly("1.204", "0.750", "0.657", "2.783");
        assertThat(fit.estimate().logLikelihood()).isCloseTo(-33_225.6, within(0.05));
    }

    /// Fader, Hardie and Shang 2010, table 6: expected donations 2002–2006.
    @Test
    void foretellsThePublishedDonations() {
        BgBb fit = BgBb.fit(donations());

        assertThat(fit.expected(6, 6, 6, 5)).isCloseTo(3.75, within(0.005));
        assertThat(fit.expected(0, 0, 6, 5)).isCloseTo(0.07, within(0.005));
    }

    /// 20 sets of 10,000 customers.
    @Test
    void parametersAreWithinTwoStandardErrorsInNineOfTenCases() {
        double[] known = {1.2, .75, .66, 2.8};
        int within = 0;
        for (int set = 0; set < 20; set++) {
            Estimate estimate = BgBb.fit(simulated(known, 10_000, 900 + set)).estimate();
            assertThat(estimate.converged()).as("set %d", set).isTrue();
            for (int i = 0; i < known.length; i++) {
                double error = Math.abs(estimate.value(i) - known[i]);
                within += error <= 2 * estimate.standardErrors().get(i) ? 1 : 0;
            }
        }
        assertThat(within).isGreaterThanOrEqualTo((int) (0.9 * known.length * 20));
    }

    private static OpportunityGroups simulated(double[] known, int size, long seed) {
        RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(seed));
        int[] taken = new int[size];
        int[] last = new int[size];
        int[] opportunities = new int[size];
        long[] customers = new long[size];
        for (int i = 0; i < size; i++) {
            opportunities[i] = 6 + i % 5;
            customers[i] = 1;
            double takes = random.nextBeta(known[0], known[1]);
            double leaves = random.nextBeta(known[2], known[3]);
            for (int n = 1; n <= opportunities[i] && random.nextUniform(0, 1) >= leaves; n++) {
                if (random.nextUniform(0, 1) < takes) {
                    taken[i]++;
                    last[i] = n;
                }
            }
        }
        return OpportunityGroups.of(taken, last, opportunities, customers);
    }

    @Test
    void gradientsAreThoseOfTheLikelihood() {
        OpportunityGroups groups = OpportunityGroups.of(
                new int[] {0, 1, 3, 6, 2}, new int[] {0, 4, 3, 6, 5}, new int[] {6, 6, 5, 6, 9}, new long[] {
                    9, 2, 1, 7, 3
                });

        Gradients.check(new BgBbObjective(groups), 4, new SplittableRandom(7), 20);
    }

    @Test
    void theChancesOfAllHistoriesMakeOne() {
        BgBbTerms terms = new BgBbTerms(1.2, .75, .66, 2.8);
        double sum = 0;
        for (int history = 0; history < 32; history++) {
            int last = 32 - Integer.numberOfLeadingZeros(history);
            sum += Math.exp(terms.logLikelihood(Integer.bitCount(history), last, 5));
        }

        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    private static OpportunityGroups donations() {
        List<String[]> rows = KnownData.rows("donations/donations.csv");
        return OpportunityGroups.of(
                column(rows, 0),
                column(rows, 1),
                column(rows, 2),
                rows.stream().mapToLong(row -> Long.parseLong(row[3])).toArray());
    }

    private static int[] column(List<String[]> rows, int column) {
        return rows.stream().mapToInt(row -> Integer.parseInt(row[column])).toArray();
    }
}
