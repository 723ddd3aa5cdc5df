package io.fenji.engine.value.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fenji.engine.value.KnownData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Predictions for the CDNOW sample against published ones.
class CdnowPredictionTest {

    private static final PurchasePredictor BG_NBD =
            PurchasePredictor.of(PurchaseModel.BG_NBD, new double[] {.243, 4.414, .793, 2.426}, 7);

    @Test
    void everyCustomerHasTheExpectedValues() {
        KnownData.Cdnow data = KnownData.cdnow();
        PurchasePredictor predictor = PurchasePredictor.of(PurchaseFit.of(PurchaseModel.BG_NBD, data.groups()));
        double sum = 0;
        for (String[] row : KnownData.rows("cdnow/expected_bgnbd.csv")) {
            int customer = data.customers().indexOf(row[0]);
            int orders = data.orders()[customer];
            int last = data.last()[customer];
            int age = data.age()[customer];
            assertThat(predictor.alive(orders, last, age))
                    .as("alive %s", row[0])
                    .isCloseTo(Double.parseDouble(row[4]), withinPercentage(0.01));
            double expected = predictor.expectedOrders(orders, last, age, 273);
            assertThat(expected).as("orders %s", row[0]).isCloseTo(Double.parseDouble(row[5]), withinPercentage(0.01));
            sum += expected;
        }
        assertThat(sum).isCloseTo(1_653.41, within(0.05));
    }

    @ParameterizedTest
    @CsvSource({"7, .0532", "21, .1506", "224, 1.0437", "546, 1.8576"})
    void someoneNewOrdersAsOftenAsPublished(int days, double expected) {
        PurchasePredictor predictor = PurchasePredictor.of(
                PurchaseFit.of(PurchaseModel.BG_NBD, KnownData.cdnow().groups()));

        assertThat(predictor.expectedOrdersOfNew(days)).isCloseTo(expected, withinPercentage(0.05));
    }

    @Test
    void someoneNewOrdersNothingAsOftenAsPublished() {
        assertThat(BG_NBD.future(0, 0).noOrder(273)).isCloseTo(.5737864, within(1e-7));
    }

    /// The walk-through of the R package BTYD; it rounds t_x and T of customer 1516 to three decimals.
    @ParameterizedTest
    @CsvSource({"BG_NBD, 25.75659, .9688523", "PARETO_NBD, 25.45647, .997874"})
    void customer1516IsAsPublished(PurchaseModel model, double expected, double alive) {
        PurchasePredictor predictor =
                PurchasePredictor.of(PurchaseFit.of(model, KnownData.cdnow().groups()));

        assertThat(predictor.expectedOrders(26, 216, 217, 364)).isCloseTo(expected, withinPercentage(0.01));
        assertThat(predictor.alive(26, 216, 217)).isCloseTo(alive, withinPercentage(0.01));
    }

    @ParameterizedTest
    @CsvSource({"10, .3474606", "15, .04283391", "20, .004158973", "25, .0003583685"})
    void theMoreOrdersTheLessLikelyALongPauseIsOne(int orders, double expected) {
        PurchasePredictor predictor = PurchasePredictor.of(
                PurchaseFit.of(PurchaseModel.BG_NBD, KnownData.cdnow().groups()));

        assertThat(predictor.expectedOrders(orders, 140, 273, 364)).isCloseTo(expected, withinPercentage(0.01));
    }

    @Test
    void theExampleOfThePaperIsMet() {
        assertThat(BG_NBD.expectedOrders(2, 213, 272, 273)).isCloseTo(1.226, within(0.0005));
    }
}
