package io.fenji.engine.value.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Predictions against what simulated customers do next.
class FutureTest {

    private static final int CUSTOMERS = 100_000;
    private static final int LATER = 400;

    @ParameterizedTest
    @CsvSource({"PARETO_NBD, .6, 1.0, .6, 1.2", "BG_NBD, .5, .9, .8, 2.5", "MBG_NBD, .6, .9, 1.0, 2.0", "NBD, .6, 1.0,,"
    })
    void foretellWhoIsAliveAndWhatComes(PurchaseModel model, double first, double second, Double third, Double fourth) {
        double[] known = third == null ? new double[] {first, second} : new double[] {first, second, third, fourth};
        SimulatedBase base = new SimulatedBase(model, known, 700, CUSTOMERS, 300, 3_000, LATER, 9);
        PurchasePredictor predictor = PurchasePredictor.of(model, known, 700);
        double[] predicted = new double[3];
        double[] actual = new double[3];
        for (int i = 0; i < CUSTOMERS; i++) {
            Future future = predictor.future(base.orders[i], base.age[i]);
            double alive = predictor.alive(base.orders[i], base.last[i], base.age[i]);
            predicted[0] += alive / CUSTOMERS;
            predicted[1] += alive * future.expectedOrders(LATER) / CUSTOMERS;
            predicted[2] += alive * (1 - future.noOrder(LATER)) / CUSTOMERS;
            actual[0] += base.alive[i] ? 1.0 / CUSTOMERS : 0;
            actual[1] += (double) base.later[i] / CUSTOMERS;
            actual[2] += base.later[i] > 0 ? 1.0 / CUSTOMERS : 0;
        }

        // Four standard errors.
        assertThat(predicted).containsExactly(actual, within(0.008));
    }

    @ParameterizedTest
    @CsvSource({"PARETO_NBD", "MBG_NBD"})
    void discountedOrdersAreTheSumOfDiscountedDays(PurchaseModel model) {
        Future future =
                PurchasePredictor.of(model, new double[] {.55, 8, .8, 5}, 7).future(3, 200);
        double sum = 0;
        double before = 0;
        for (int half = 1; half <= 1_460; half++) {
            double until = future.expectedOrders(half / 2.0);
            sum += (until - before) * Math.exp(-0.0005 * (half - 0.5) / 2);
            before = until;
        }

        assertThat(future.discountedOrders(730, future.expectedOrders(730), 0.0005))
                .isCloseTo(sum, within(1e-5));
    }
}
