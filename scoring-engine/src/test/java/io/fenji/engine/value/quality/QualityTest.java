package io.fenji.engine.value.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QualityTest {

    @Test
    void aBackTestCountsTotalsClassesAndTheCurve() {
        BackTestTally tally = new BackTestTally();
        tally.add(0, 0.5, 0.25, 0, 1);
        tally.add(0, 0.7, 0.25, 2, 0);
        tally.add(9, 4, 1, 4, 6);

        BackTest test = tally.result(90);

        assertThat(test.customers()).isEqualTo(3);
        assertThat(test.predicted()).isCloseTo(5.2, within(1e-9));
        assertThat(test.actual()).isEqualTo(6);
        assertThat(test.naive()).isEqualTo(7);
        assertThat(test.meanAbsoluteError()).isCloseTo(0.6, within(1e-9));
        assertThat(test.naiveMeanAbsoluteError()).isCloseTo(5 / 3.0, within(1e-5));
        assertThat(test.brier()).isCloseTo((0.0625 + 0.5625) / 3, within(1e-6));
        assertThat(test.classes())
                .containsExactly(
                        new BackTest.FrequencyClass(0, 2, 0.6, 1, 0.5), new BackTest.FrequencyClass(7, 1, 4, 4, 6));
        assertThat(test.curve())
                .containsExactly(new BackTest.CurvePoint(0.2, 2, 0.25, 0.5), new BackTest.CurvePoint(0.9, 1, 1, 1));
    }

    @Test
    void aBackTestOfNobodyHasNumbers() {
        BackTest test = new BackTestTally().result(30);

        assertThat(test.brier()).isZero();
        assertThat(test.totalError()).isZero();
    }

    @Test
    void driftIsWhatNeitherChanceNorTheBackTestExplains() {
        DriftBand band = new DriftBand(1.5, 0.1);

        assertThat(band.test(100, 50, 90).drifted()).isFalse();
        assertThat(band.test(10_000, 5_000, 5_449).drifted()).isFalse();
        assertThat(band.test(10_000, 5_000, 5_501).drifted()).isTrue();
        assertThat(band.test(1_000_000, 500_000, 540_000).drifted()).isFalse();
    }

    @Test
    void contactPaysWhereTheRiskTimesValueTimesChanceExceedsItsCost() {
        ContactCosts costs = new ContactCosts(0.2, 5);

        assertThat(costs.threshold(100)).isCloseTo(0.25, within(1e-12));
        assertThat(costs.pays(0.26, 100)).isTrue();
        assertThat(costs.pays(0.25, 100)).isFalse();
        assertThat(costs.pays(1, 20)).isFalse();
        assertThat(costs.threshold(0)).isGreaterThan(1);
    }

    @Test
    void costsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ContactCosts(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new ContactCosts(0.5, Double.NaN));
    }
}
