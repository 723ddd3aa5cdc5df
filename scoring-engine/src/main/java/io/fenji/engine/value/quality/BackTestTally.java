package io.fenji.engine.value.quality;

import io.fenji.engine.value.numeric.Digits;
import io.fenji.engine.value.quality.BackTest.CurvePoint;
import io.fenji.engine.value.quality.BackTest.FrequencyClass;
import java.util.ArrayList;
import java.util.List;

/// Collects a back-test, customer by customer.
public final class BackTestTally {

    private static final int CLASSES = 8;
    private static final int TENTHS = 10;

    private final long[] classCustomers = new long[CLASSES];
    private final double[][] classSums = new double[3][CLASSES];
    private final long[] tenthCustomers = new long[TENTHS];
    private final double[][] tenthSums = new double[2][TENTHS];
    private double absolute;
    private double naiveAbsolute;
    private double residual;
    private double squared;
    private double brier;

    /// Adds a customer.
    ///
    /// @param orders repeat orders until the part held out
    /// @param predicted expected orders in it
    /// @param buys P(an order) in it
    public void add(int orders, double predicted, double buys, long actual, long naive) {
        int frequency = StrictMath.min(orders, CLASSES - 1);
        classCustomers[frequency]++;
        classSums[0][frequency] += predicted;
        classSums[1][frequency] += actual;
        classSums[2][frequency] += naive;
        int bought = actual > 0 ? 1 : 0;
        int tenth = StrictMath.min(TENTHS - 1, (int) (buys * TENTHS));
        tenthCustomers[tenth]++;
        tenthSums[0][tenth] += buys;
        tenthSums[1][tenth] += bought;
        double error = actual - predicted;
        absolute += StrictMath.abs(error);
        naiveAbsolute += StrictMath.abs((double) actual - naive);
        residual += error;
        squared += error * error;
        brier += (buys - bought) * (buys - bought);
    }

    /// The back-test of the customers added.
    public BackTest result(int days) {
        long customers = sum(classCustomers);
        double n = StrictMath.max(1, customers);
        double share = sum(tenthSums[1]) / n;
        double mean = residual / n;
        List<FrequencyClass> classes = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            if (classCustomers[i] > 0) {
                classes.add(new FrequencyClass(
                        i,
                        classCustomers[i],
                        Digits.six(classSums[0][i] / classCustomers[i]),
                        Digits.six(classSums[1][i] / classCustomers[i]),
                        Digits.six(classSums[2][i] / classCustomers[i])));
            }
        }
        List<CurvePoint> curve = new ArrayList<>();
        for (int i = 0; i < TENTHS; i++) {
            if (tenthCustomers[i] > 0) {
                curve.add(new CurvePoint(
                        i / (double) TENTHS,
                        tenthCustomers[i],
                        Digits.six(tenthSums[0][i] / tenthCustomers[i]),
                        Digits.six(tenthSums[1][i] / tenthCustomers[i])));
            }
        }
        return new BackTest(
                days,
                customers,
                Digits.six(sum(classSums[0])),
                StrictMath.round(sum(classSums[1])),
                StrictMath.round(sum(classSums[2])),
                Digits.six(absolute / n),
                Digits.six(naiveAbsolute / n),
                Digits.six(StrictMath.sqrt(StrictMath.max(0, squared / n - mean * mean))),
                Digits.six(brier / n),
                Digits.six(share * (1 - share)),
                classes,
                curve);
    }

    private static long sum(long[] numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum += number;
        }
        return sum;
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }
}
