package io.fenji.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fenji.engine.language.Language;
import io.fenji.engine.value.purchase.PurchaseModel;
import io.fenji.engine.value.purchase.SimulatedBase;
import io.fenji.engine.value.quality.ContactCosts;
import io.fenji.engine.value.quality.DriftBand;
import io.fenji.engine.value.spend.SpendModel;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCalibratorTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @Test
    void theSameDataInAnyOrderGiveTheSameBytesAndReadingGivesTheCalibrationBack() {
        ValueColumns base = simulated(800, 1);
        int[] order = shuffled(base.size());
        ValueColumns other = rows(base, order);

        ValueCalibration calibration = calibrate(base, holdOut(base, 1));
        String json = ValueCalibrationJson.write(calibration);

        assertThat(ValueCalibrationJson.write(calibrate(other, holdOut(other, 1))))
                .isEqualTo(json);
        assertThat(ValueCalibrationJson.read(json)).isEqualTo(calibration);
        assertThat(calibration.purchase().model()).isIn(PurchaseModel.PARETO_NBD, PurchaseModel.MBG_NBD);
        assertThat(calibration.candidates())
                .extracting(fit -> fit.model())
                .containsExactly(PurchaseModel.PARETO_NBD, PurchaseModel.MBG_NBD, PurchaseModel.BG_NBD);
    }

    @Test
    void otherDataHaveAnotherHash() {
        assertThat(calibrate(simulated(300, 1), null).dataHash())
                .isNotEqualTo(calibrate(simulated(300, 2), null).dataHash());
    }

    @Test
    void whatIsNoCalibrationIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ValueCalibrationJson.read("{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> ValueCalibrationJson.read("["));
    }

    @Test
    void aBaseHasTheSameValuesAsItsCustomersOneByOne() {
        ValueColumns base = simulated(1_000, 3);
        ValueCalibration calibration = calibrate(base, null);
        ValuePredictor predictor = ValuePredictor.of(calibration, TODAY);
        ValueTable table = new ValueTable(base.size());

        predictor.predictAll(base, table);

        for (int row = 0; row < base.size(); row++) {
            assertThat(table.row(row)).isEqualTo(predictor.predict(base.row(row)));
        }
        assertThat(Arrays.stream(table.column(ValueMetric.PERCENTILE)).average().orElseThrow())
                .isCloseTo(50, within(1.0));
    }

    @Test
    void theCdnowSampleIsForetoldBetterThanByTheYearBefore() {
        KnownData.Cdnow data = KnownData.cdnow();
        ValueColumns base = new ValueColumns(data.orders(), data.last(), data.age(), data.spend(), data.orders());

        ValueCalibration calibration = calibrate(base, new HoldOut(base, 273, data.heldOut(), data.orders()));

        assertThat(calibration.spend().model()).isEqualTo(SpendModel.GAMMA_GAMMA);
        assertThat(calibration.backTest()).isNotNull();
        assertThat(calibration.backTest().actual()).isEqualTo(1_882);
        assertThat(calibration.backTest().meanAbsoluteError())
                .isLessThan(calibration.backTest().naiveMeanAbsoluteError());
        assertThat(calibration.backTest().brier())
                .isLessThan(calibration.backTest().baseBrier());
    }

    @Test
    void ordersThatComeAsForetoldAreNoDriftAndHalfOfThemAre() {
        KnownData.Cdnow data = KnownData.cdnow();
        ValueColumns base = new ValueColumns(data.orders(), data.last(), data.age(), data.spend(), data.orders());
        HoldOut came = new HoldOut(base, 273, data.heldOut(), data.orders());
        ValueCalibration calibration = calibrate(base, came);

        DriftBand.Outcome same = ValueDrift.of(calibration, TODAY, came).orElseThrow();
        DriftBand.Outcome half = ValueDrift.of(
                        calibration,
                        TODAY,
                        new HoldOut(
                                base,
                                273,
                                Arrays.stream(data.heldOut())
                                        .map(orders -> orders / 2)
                                        .toArray(),
                                data.orders()))
                .orElseThrow();

        assertThat(same.actual()).isEqualTo(1_882);
        assertThat(same.drifted()).isFalse();
        assertThat(half.drifted()).isTrue();
        assertThat(ValueDrift.of(calibrate(base, null), TODAY, came)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 25, 60, 99})
    void thinDataHaveASimplerModelAndItsReason(int size) {
        ValueCalibration calibration = calibrate(simulated(size, 4), null);

        assertThat(calibration.purchase().model()).isIn(PurchaseModel.NBD, PurchaseModel.COHORT);
        assertThat(calibration.reasons())
                .extracting(Reason::code)
                .containsAnyOf(ReasonCode.FEW_CUSTOMERS, ReasonCode.FEW_REPEATERS);
        checkAnswers(calibration);
    }

    @Test
    void basesThatNoModelFitsHaveAnswersAllTheSame() {
        int size = 400;
        int[] zeros = new int[size];
        int[] hundred = filled(size, 100);
        double[] twenty = new double[size];
        Arrays.fill(twenty, 20);
        double[] negative = new double[size];
        Arrays.fill(negative, -1e300);
        double[] huge = new double[size];
        Arrays.fill(huge, 1e14);

        checkAnswers(calibrate(new ValueColumns(zeros, zeros, hundred, twenty, filled(size, 1)), null));
        checkAnswers(calibrate(new ValueColumns(zeros, zeros, zeros, twenty, filled(size, 1)), null));
        checkAnswers(
                calibrate(new ValueColumns(filled(size, 5), filled(size, 50), hundred, twenty, filled(size, 6)), null));
        checkAnswers(calibrate(new ValueColumns(filled(size, 5), hundred, hundred, negative, filled(size, 6)), null));
        checkAnswers(calibrate(new ValueColumns(filled(size, 100), hundred, hundred, huge, filled(size, 100)), null));
        checkAnswers(calibrate(
                new ValueColumns(filled(size, 1_000_000_000), hundred, zeros, twenty, filled(size, -1)), null));
    }

    @Test
    void randomBasesAlwaysHaveAnswers() {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = random.nextInt(1, 600);
            int longest = random.nextBoolean() ? 30 : 40_000;
            int[] age = random.ints(size, -5, longest).toArray();
            int[] last = Arrays.stream(age)
                    .map(days -> random.nextInt(Math.max(1, days + 2)))
                    .toArray();
            int[] orders = Arrays.stream(last)
                    .map(days -> random.nextInt(4) == 0 ? random.nextInt(days + 2) : Math.min(days, 1))
                    .toArray();
            double[] spend = IntStream.range(0, size)
                    .mapToDouble(i -> Math.exp(random.nextDouble(-30, 30)) * (random.nextInt(9) == 0 ? -1 : 1))
                    .toArray();
            ValueColumns base = new ValueColumns(
                    orders, last, age, spend, random.ints(size, 0, 9).toArray());

            checkAnswers(calibrate(base, holdOut(base, seed)));
        }
    }

    @Test
    void impossibleHistoriesHaveTheirProblemAndTheValuesOfTheNearestPossibleOne() {
        ValueCalibration calibration = calibrate(simulated(500, 6), null);
        ValuePredictor predictor = ValuePredictor.of(calibration, TODAY);

        CustomerValue value = predictor.predict(new CustomerHistory(1_000_000_000, 200, 300, 12, 3));

        assertThat(value.problem()).isEqualTo(HistoryProblem.MORE_ORDERS_THAN_DAYS);
        assertThat(value.expectedOrders90())
                .isEqualTo(predictor
                        .predict(new CustomerHistory(200, 200, 300, 12, 3))
                        .expectedOrders90());
        assertThat(predictor.predict(new CustomerHistory(3, 400, 300, 12, 3)).problem())
                .isEqualTo(HistoryProblem.DATES_REVERSED);
        assertThat(predictor.predict(new CustomerHistory(3, 40, 300, -12, 3)).problem())
                .isEqualTo(HistoryProblem.SPEND_UNUSABLE);
    }

    @Test
    void aPauseRaisesTheRiskAndOneMoreOrderLowersIt() {
        ValueColumns base = simulated(3_000, 8);
        ValueCalibration calibration = calibrate(base, null);
        ValuePredictor predictor = ValuePredictor.of(calibration, TODAY);
        CustomerHistory regular = new CustomerHistory(12, 340, 360, 30, 13);

        assertThat(predictor.predict(new CustomerHistory(12, 340, 480, 30, 13)).churnRisk())
                .isGreaterThan(predictor.predict(regular).churnRisk());
        ValueExplanation explanation = predictor.explain(calibration, regular);
        assertThat(explanation.withOneMore().churnRisk())
                .isLessThan(explanation.now().churnRisk());
        assertThat(explanation.sentences(Language.EN))
                .contains("12 repeat orders in the 360 days since the first one, the last 20 days ago.");
        assertThat(explanation.sentences(Language.ZH_CN)).hasSameSizeAs(explanation.sentences(Language.EN));
    }

    @Test
    void theIntervalIsTheSameEachTimeAndHoldsTheExpectedValue() {
        ValueColumns base = simulated(3_000, 9);
        ValueCalibration calibration = calibrate(base, null);
        ValuePredictor predictor = ValuePredictor.of(calibration, TODAY);
        CustomerHistory regular = new CustomerHistory(12, 340, 360, 30, 13);

        LifetimeInterval interval = predictor.interval(calibration, regular, 0.9);

        assertThat(predictor.interval(calibration, regular, 0.9)).isEqualTo(interval);
        assertThat(interval.low()).isLessThan(interval.median());
        assertThat(predictor.predict(regular).lifetimeValue()).isBetween(interval.low(), interval.high());
        assertThat(predictor.interval(calibration, regular, 0.99).high()).isGreaterThan(interval.high());
    }

    @Test
    void aSeasonMultipliesWhatIsExpected() {
        ValueColumns base = simulated(500, 10);
        ValueCalibration plain = calibrate(base, null);
        ValueCalibration growing =
                ValueCalibrator.calibrate(base, null, ValueSettings.USUAL, Seasonality.NONE.withTrend(0.5));
        CustomerHistory history = new CustomerHistory(3, 200, 300, 30, 4);

        assertThat(ValuePredictor.of(growing, TODAY).predict(history).expectedOrders365())
                .isCloseTo(
                        ValuePredictor.of(plain, TODAY).predict(history).expectedOrders365() * Math.sqrt(1.5),
                        within(1e-9));
    }

    @Test
    void equalCustomersAreInTheMiddleAndASeasonMovesNobody() {
        int size = 300;
        double[] spend = new double[size];
        Arrays.fill(spend, 100 / 3.0);
        ValueColumns equal =
                new ValueColumns(filled(size, 2), filled(size, 200), filled(size, 300), spend, filled(size, 2));
        CustomerHistory rounded = new CustomerHistory(2, 200, 300, 33.3333, 2);
        ValueCalibration growing =
                ValueCalibrator.calibrate(equal, null, ValueSettings.USUAL, Seasonality.NONE.withTrend(1));
        ValueColumns base = simulated(1_000, 11);
        ValueCalibration plain = calibrate(base, null);
        ValueCalibration shrinking =
                ValueCalibrator.calibrate(base, null, ValueSettings.USUAL, Seasonality.NONE.withTrend(-0.5));

        assertThat(ValuePredictor.of(calibrate(equal, null), TODAY)
                        .predict(rounded)
                        .percentile())
                .isEqualTo(50);
        assertThat(ValuePredictor.of(growing, TODAY).predict(rounded).percentile())
                .isEqualTo(50);
        for (int row = 0; row < base.size(); row += 50) {
            assertThat(ValuePredictor.of(shrinking, TODAY)
                            .predict(base.row(row))
                            .percentile())
                    .isEqualTo(ValuePredictor.of(plain, TODAY)
                            .predict(base.row(row))
                            .percentile());
        }
    }

    private static void checkAnswers(ValueCalibration calibration) {
        ValueCalibration read = ValueCalibrationJson.read(ValueCalibrationJson.write(calibration));
        assertThat(read).isEqualTo(calibration);
        ValuePredictor predictor = ValuePredictor.of(calibration, TODAY);
        for (int orders : new int[] {-1, 0, 1, 20, 1_000_000_000}) {
            for (int last : new int[] {-3, 0, 30, 36_525}) {
                for (int age : new int[] {-1, 0, 30, 400, 36_525, 2_000_000_000}) {
                    for (double spend : new double[] {-1, 0, 25, 1e300, Double.NaN}) {
                        checkFinite(predictor.predict(new CustomerHistory(orders, last, age, spend, orders)));
                    }
                }
            }
        }
        LifetimeInterval interval = predictor.interval(calibration, new CustomerHistory(2, 30, 400, 25, 3), 0.95);
        assertThat(interval.low()).isBetween(0.0, interval.high());
        assertThat(interval.high()).isFinite();
        assertThat(predictor
                        .explain(calibration, new CustomerHistory(2, 30, 400, 25, 3))
                        .sentences(Language.ZH_CN))
                .hasSizeGreaterThan(4);
        ContactOutlook.of(calibration, TODAY, new ContactCosts(0.1, 1), 30)
                .daysUntilContactPays(new CustomerHistory(2, 30, 36_525, 25, 3));
    }

    private static void checkFinite(CustomerValue value) {
        assertThat(value.aliveProbability()).isBetween(0.0, 1.0);
        assertThat(value.churnRisk()).isBetween(0.0, 1.0);
        assertThat(value.expectedOrders30()).isNotNegative().isFinite();
        assertThat(value.expectedOrders90())
                .isGreaterThanOrEqualTo(value.expectedOrders30())
                .isFinite();
        assertThat(value.expectedOrders365())
                .isGreaterThanOrEqualTo(value.expectedOrders90())
                .isFinite();
        assertThat(value.spendPerOrder()).isNotNegative().isFinite();
        assertThat(value.lifetimeValue()).isNotNegative().isFinite();
        assertThat(value.residualDays()).isBetween(0.0, ValuePredictor.LIFETIME_DAYS + 1e-6);
        assertThat(value.percentile()).isBetween(0.0, 100.0);
    }

    private static ValueCalibration calibrate(ValueColumns base, HoldOut holdOut) {
        return ValueCalibrator.calibrate(base, holdOut, ValueSettings.USUAL, Seasonality.NONE);
    }

    /// Half of each history for the past; what came by a rule of the row's own, so that it moves with it.
    private static HoldOut holdOut(ValueColumns base, int salt) {
        int[] orders = IntStream.range(0, base.size())
                .map(row -> (base.row(row).hashCode() * 31 + salt >>> 8) % 3 - 1)
                .toArray();
        return new HoldOut(base, 100, orders, orders);
    }

    private static ValueColumns simulated(int size, long seed) {
        SimulatedBase base =
                new SimulatedBase(PurchaseModel.PARETO_NBD, new double[] {1.5, 12, .7, 40}, 7, size, 100, 800, 0, seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] spend =
                random.doubles(size).map(share -> 5 + 60 * share * share).toArray();
        int[] spendOrders = Arrays.stream(base.orders).map(orders -> orders + 1).toArray();
        return new ValueColumns(base.orders, base.last, base.age, spend, spendOrders);
    }

    private static ValueColumns rows(ValueColumns base, int[] order) {
        CustomerHistory[] rows = Arrays.stream(order).mapToObj(base::row).toArray(CustomerHistory[]::new);
        return new ValueColumns(
                Arrays.stream(rows).mapToInt(CustomerHistory::orders).toArray(),
                Arrays.stream(rows).mapToInt(CustomerHistory::last).toArray(),
                Arrays.stream(rows).mapToInt(CustomerHistory::age).toArray(),
                Arrays.stream(rows).mapToDouble(CustomerHistory::meanSpend).toArray(),
                Arrays.stream(rows).mapToInt(CustomerHistory::spendOrders).toArray());
    }

    private static int[] shuffled(int size) {
        int[] order = IntStream.range(0, size).toArray();
        SplittableRandom random = new SplittableRandom(11);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    private static int[] filled(int size, int number) {
        int[] numbers = new int[size];
        Arrays.fill(numbers, number);
        return numbers;
    }
}
