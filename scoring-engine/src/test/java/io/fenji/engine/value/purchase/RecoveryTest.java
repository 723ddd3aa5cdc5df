package io.fenji.engine.value.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.value.numeric.Estimate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Known parameters are found again: 20 sets of 10,000 customers a model.
class RecoveryTest {

    private static final int SETS = 20;

    /// In units of 70 days, so that days are as good as continuous time.
    @ParameterizedTest
    @CsvSource({"PARETO_NBD, .6, 1.0, .6, 1.2", "BG_NBD, .5, .9, .8, 2.5", "MBG_NBD, .6, .9, .9, 2.0"})
    void parametersAreWithinTwoStandardErrorsInNineOfTenCases(
            PurchaseModel model, double first, double second, double third, double fourth) {
        double[] known = {first, second, third, fourth};
        int within = 0;
        for (int set = 0; set < SETS; set++) {
            SimulatedBase base = new SimulatedBase(model, known, 700, 10_000, 1_400, 3_500, 0, 1_000 + set);
            Estimate estimate = PurchaseFit.of(model, base.groups()).estimate();
            assertThat(estimate.converged()).as("set %d", set).isTrue();
            for (int i = 0; i < 4; i++) {
                double scale = i == 1 || i == 3 && model == PurchaseModel.PARETO_NBD ? 100 : 1;
                double error = Math.abs(estimate.value(i) - known[i] * scale);
                within += error <= 2 * estimate.standardErrors().get(i) ? 1 : 0;
            }
        }
        assertThat(within).isGreaterThanOrEqualTo((int) (0.9 * 4 * SETS));
    }
}
