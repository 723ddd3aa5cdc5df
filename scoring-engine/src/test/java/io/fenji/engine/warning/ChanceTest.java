package io.fenji.engine.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
    @Test
    void fewIsWhatTheExactBinomialSays() {
        for (double share : new double[] {90.0 / 365, 0.3, 0.05}) {
            for (double confidence : new double[] {0.5, 0.9, 0.95, 0.99, 0.9999}) {
                for (int n = 0; n <= 120; n++) {
                    assertThat(Chance.unlikelyFew(n, share, confidence))
                            .as("%d, %s, %s", n, share, confidence)
                            .isEqualTo(exact(n, share, confidence));
                }
            }
        }
    }

    private static long exact(int n, double share, double confidence) {
        BigDecimal p = new BigDecimal(share);
        BigDecimal allowed = BigDecimal.ONE.subtract(new BigDecimal(Double.toString(confidence)));
        BigDecimal reached = BigDecimal.ZERO;
        BigInteger ways = BigInteger.ONE;
        for (int x = 0; x <= n; x++) {
            reached = reached.add(new BigDecimal(ways)
                    .multiply(p.pow(x, MathContext.DECIMAL128))
                    .multiply(BigDecimal.ONE.subtract(p).pow(n - x, MathContext.DECIMAL128)));
            if (reached.compareTo(allowed) > 0) {
                return x - 1L;
            }
            ways = ways.multiply(BigInteger.valueOf(n - x)).divide(BigInteger.valueOf(x + 1L));
        }
        return n;
    }

    @Test
    void manyEventsAreNoTrouble() {
        // Normal approximation: 246,575 − 1.645 × 431 = 245,866.
        assertThat(Chance.unlikelyFew(1_000_000, 90.0 / 365, 0.95)).isBetween(245_850L, 245_880L);
    }

    @ParameterizedTest
    @CsvSource({"1,0.95,19", "4,0.95,4.4590", "1000000,0.95,2.9957", "4,0.99,8.6491"})
    void theFewerTheGapsTheLongerTheLimit(long gaps, double confidence, double factor) {
        assertThat(Chance.unlikelyLong(gaps, confidence)).isCloseTo(factor, within(0.0001));
    }

    /// A steady customer is found to be late as seldom as the confidence says.
    @Test
    void aSteadyCustomerIsSeldomLate() {
        Random random = new Random(8);
        for (int gaps : new int[] {2, 4, 12}) {
            int late = 0;
            int trials = 200_000;
            double factor = Chance.unlikelyLong(gaps, 0.95);
            for (int i = 0; i < trials; i++) {
                double sum = 0;
                for (int k = 0; k < gaps; k++) {
                    sum -= Math.log(1 - random.nextDouble());
                }
                late += -Math.log(1 - random.nextDouble()) > factor * sum / gaps ? 1 : 0;
            }
            assertThat((double) late / trials).as("%d gaps", gaps).isCloseTo(0.05, within(0.002));
        }
    }
}
