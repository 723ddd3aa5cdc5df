package io.fenji.engine.value.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitHypergeometricTest {

    /// By mpmath 1.3 with 40 digits.
    @ParameterizedTest
    @CsvSource({
        "0.5, 1.7, 0.09, 1.027880410665287, 0.05673697756097446, -0.01694703374881075, 0.3264753481591821",
        "3.2, 4.1, 0.5, 1.673675499272746, 0.3160445110645892, -0.2527423848855893, 2.357947004363524",
        "12.7, 14.3, 0.93, 6.766875118446023, 2.543404545481183, -2.320688167457749, 49.52569813569693",
        "250.5, 251.6, 0.2, 1.248636575000723, 0.001238131974293516, -0.001232724129362233, 1.552291952218578",
        "0.05, 0.3, 0.99, 6.845943728385322, 140.7580470781044, -41.54482624816893, 447.5792751944237",
        "1.6, 40, 0.7, 1.029323642335082, 0.01886023435612392, -0.0007674536818666385, 0.04390680165279444",
    })
    void agreesWithExactValuesAndDerivatives(
            double b, double c, double z, double value, double byB, double byC, double byZ) {
        UnitHypergeometric f = new UnitHypergeometric();

        f.at(b, c, z);

        assertThat(f.value()).isCloseTo(value, within(1e-13 * value));
        assertThat(f.byB()).isCloseTo(byB, within(1e-11 * Math.abs(byB) + 1e-14));
        assertThat(f.byC()).isCloseTo(byC, within(1e-11 * Math.abs(byC) + 1e-14));
        assertThat(f.byZ()).isCloseTo(byZ, within(1e-11 * byZ));
    }
}
