package io.fenji.engine.value.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.hipparchus.special.Gamma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaExpectationTest {

    @ParameterizedTest
    @CsvSource({".1, .3", ".8, 2.4", ".8, 30", ".9, 1000", "30, 50", "2, .2", "300, 5000", ".05, 5"})
    void hasTheMomentsOfTheDistribution(double a, double b) {
        BetaExpectation expectation = new BetaExpectation(a, b);

        assertThat(expectation.of(p -> p)).isCloseTo(a / (a + b), withinPercentage(1e-4));
        assertThat(expectation.of(p -> p * p)).isCloseTo(a * (a + 1) / (a + b) / (a + b + 1), withinPercentage(1e-4));
        double root = Gamma.logGamma(a + 0.5) - Gamma.logGamma(a) + Gamma.logGamma(a + b) - Gamma.logGamma(a + b + 0.5);
        assertThat(expectation.of(Math::sqrt)).isCloseTo(Math.exp(root), withinPercentage(1e-4));
    }
}
