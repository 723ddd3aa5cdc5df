package io.fenji.engine.value.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fenji.engine.value.KnownData;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fits on the CDNOW sample against published and independent ones.
class CdnowFitTest {

    @ParameterizedTest
    @CsvSource({
        "BG_NBD, .242595, 4.413602, .792922, 2.425907, -9582.4292",
        "PARETO_NBD, .553277, 10.577684, .606240, 11.668737, -9594.9762",
    })
    void findsTheParametersOfAnIndependentFit(
            PurchaseModel model, double first, double second, double third, double fourth, double logLikelihood) {
        PurchaseFit fit = PurchaseFit.of(model, KnownData.cdnow().groups());

        assertThat(fit.estimate().converged()).isTrue();
        List<Double> expected = List.of(first, second, third, fourth);
        for (int i = 0; i < 4; i++) {
            assertThat(fit.estimate().value(i))
                    .as(model.parameters().get(i))
                    .isCloseTo(expected.get(i), withinPercentage(0.1));
        }
        assertThat(fit.estimate().logLikelihood()).isCloseTo(logLikelihood, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({
        "BG_NBD, .243, 4.414, .793, 2.426, -9582.4",
        "PARETO_NBD, .553, 10.578, .606, 11.669, -9595.0",
        "MBG_NBD, .525, 6.183, .891, 1.614, -9582.14",
    })
    void roundsToThePublishedDigits(
            PurchaseModel model, String first, String second, String third, String fourth, double logLikelihood) {
        PurchaseFit fit = PurchaseFit.of(model, KnownData.cdnow().groups());

        assertThat(fit.estimate().values())
                .extracting(value -> String.format(Locale.ROOT, "%.3f", value).replaceFirst("^0", ""))
                .containsExactly(first, second, third, fourth);
        assertThat(fit.estimate().logLikelihood()).isCloseTo(logLikelihood, within(0.05));
    }
}
