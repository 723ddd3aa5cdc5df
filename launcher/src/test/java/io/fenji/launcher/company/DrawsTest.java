package io.fenji.launcher.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {
    private static final int SAMPLE = 200_000;

    @ParameterizedTest
    @CsvSource({"0.5, 2", "0.8, 0.0165", "3.74, 1", "6.25, 0.16"})
    void gammaHasItsMean(double shape, double scale) {
        assertThat(mean(draws -> draws.gamma(shape, scale))).isCloseTo(shape * scale, within(shape * scale * 0.02));
    }

    @ParameterizedTest
    @CsvSource({"0.3", "4", "40"})
    void poissonHasItsMean(double mean) {
        assertThat(mean(draws -> draws.poisson(mean))).isCloseTo(mean, within(mean * 0.02));
    }

    private static double mean(ToDoubleFunction<Draws> draw) {
        Draws draws = Draws.of(1, 1);
        return IntStream.range(0, SAMPLE)
                .mapToDouble(i -> draw.applyAsDouble(draws))
                .average()
                .orElseThrow();
    }
}
