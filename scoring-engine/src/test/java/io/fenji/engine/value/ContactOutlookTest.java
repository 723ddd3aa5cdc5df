package io.fenji.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.engine.value.purchase.PurchaseModel;
import io.fenji.engine.value.purchase.SimulatedBase;
import io.fenji.engine.value.quality.ContactCosts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The day from which contact pays against the predictions of each day.
class ContactOutlookTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final int CUSTOMERS = 600;
    private static final double CHANCE = 0.1;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void contactPaysFromTheFirstDayThatThePredictionsOfEachDaySay(boolean seasonal) {
        int ahead = 0;
        int notOnTheLastDay = 0;
        for (int seed = 0; seed < 4; seed++) {
            ValueColumns base = base(seed);
            ValueCalibration calibration = ValueCalibrator.calibrate(
                    base, null, ValueSettings.USUAL, seasonal ? season(seed) : Seasonality.NONE);
            int within = 10 + 30 * seed;
            List<ValuePredictor> days = IntStream.rangeClosed(0, within)
                    .mapToObj(day -> ValuePredictor.of(calibration, TODAY.plusDays(day)))
                    .toList();
            double cost = new double[] {0, 0.5, 2, 6}[seed];
            ContactOutlook outlook = ContactOutlook.of(calibration, TODAY, new ContactCosts(CHANCE, cost), within);
            for (int row = 0; row < base.size(); row++) {
                CustomerHistory history = base.row(row);
                OptionalInt expected = IntStream.rangeClosed(0, within)
                        .filter(day -> pays(days.get(day), history, day, cost))
                        .findFirst();

                assertThat(outlook.daysUntilContactPays(history))
                        .as("seed %d, %s", seed, history)
                        .isEqualTo(expected);
                ahead += expected.orElse(0) > 0 ? 1 : 0;
                notOnTheLastDay += expected.orElse(0) > 0 && !pays(days.get(within), history, within, cost) ? 1 : 0;
            }
        }
        assertThat(ahead).isGreaterThan(notOnTheLastDay);
        assertThat(notOnTheLastDay).isPositive();
    }

    @Test
    void contactThatPaysForSomeDaysOnlyIsFound() {
        ValueColumns base = base(7);
        ValueCalibration calibration = ValueCalibrator.calibrate(base, null, ValueSettings.USUAL, Seasonality.NONE);
        int within = 365;
        List<ValuePredictor> days = Collections.nCopies(within + 1, ValuePredictor.of(calibration, TODAY));
        CustomerHistory regular = new CustomerHistory(20, 400, 402, 30, 20);
        double best = IntStream.rangeClosed(0, within)
                .mapToDouble(day -> gain(days.get(day), regular, day))
                .max()
                .orElseThrow();
        // Only the days about the best one pay.
        double cost = best * 0.999;

        OptionalInt found = ContactOutlook.of(calibration, TODAY, new ContactCosts(CHANCE, cost), within)
                .daysUntilContactPays(regular);

        assertThat(pays(days.getFirst(), regular, 0, cost)).isFalse();
        assertThat(pays(days.getLast(), regular, within, cost)).isFalse();
        assertThat(found).isPresent();
        assertThat(pays(days.getFirst(), regular, found.getAsInt(), cost)).isTrue();
        assertThat(pays(days.getFirst(), regular, found.getAsInt() - 1, cost)).isFalse();
    }

    private static boolean pays(ValuePredictor predictor, CustomerHistory history, int days, double cost) {
        return gain(predictor, history, days) > cost;
    }

    /// By numbers of four places, as metrics are kept.
    private static double gain(ValuePredictor predictor, CustomerHistory history, int days) {
        CustomerValue then = predictor.predict(new CustomerHistory(
                history.orders(), history.last(), history.age() + days, history.meanSpend(), history.spendOrders()));
        return kept(then.churnRisk()) * kept(then.lifetimeValue()) * CHANCE;
    }

    private static double kept(double number) {
        return BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP).doubleValue();
    }

    private static ValueColumns base(long seed) {
        SimulatedBase base = new SimulatedBase(
                seed % 2 == 0 ? PurchaseModel.PARETO_NBD : PurchaseModel.MBG_NBD,
                seed % 2 == 0 ? new double[] {1.5, 12, .7, 40} : new double[] {1.5, 8, .8, 6},
                7,
                CUSTOMERS,
                100,
                800,
                0,
                seed);
        double[] spend = new SplittableRandom(seed)
                .doubles(CUSTOMERS)
                .map(share -> 5 + 60 * share * share)
                .toArray();
        return new ValueColumns(base.orders, base.last, base.age, spend, base.orders);
    }

    private static Seasonality season(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> months = new ArrayList<>();
        for (int month = 0; month < 12; month++) {
            months.add(random.nextDouble(0.3, 1.9));
        }
        return new Seasonality(months, 0.2);
    }
}
