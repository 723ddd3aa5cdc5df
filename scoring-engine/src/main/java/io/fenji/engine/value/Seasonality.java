package io.fenji.engine.value;

import io.fenji.engine.value.numeric.Digits;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A stated adjustment of expected orders: how busy each month of the year is, and a trend.
///
/// The models take the rate of a customer as constant. Expected orders of a span of days are multiplied
/// by the mean index of its days and by the trend; the models themselves are not adjusted.
///
/// @param months index of January to December, 1 on average
/// @param yearlyTrend growth of orders a customer that the user states, 0 for none: it is not estimated, because
///     customers who leave and customers who order less look alike in sums
public record Seasonality(List<Double> months, double yearlyTrend) {

    public static final Seasonality NONE = new Seasonality(Collections.nCopies(12, 1.0), 0);

    /// Fewer have no season that can be told from chance or growth.
    static final int FEWEST_MONTHS = 24;

    private static final double LOWEST = 0.2;
    private static final double HIGHEST = 5;
    private static final int YEAR = 12;

    /// Takes an index and a trend.
    ///
    /// @throws IllegalArgumentException unless there are twelve positive indexes and the trend is from −0.5 to 1
    public Seasonality {
        months = List.copyOf(months);
        if (months.size() != YEAR || months.stream().anyMatch(index -> !(index > 0 && index <= 12))) {
            throw new IllegalArgumentException("twelve indexes above 0 and up to 12, not " + months);
        }
        if (!(yearlyTrend >= -0.5 && yearlyTrend <= 1)) {
            throw new IllegalArgumentException("the trend is from -0.5 to 1, not " + yearlyTrend);
        }
    }

    /// The index of complete months: ratios to the centred mean of twelve months, their mean over the years
    /// (classical decomposition). None of fewer than 24 months.
    ///
    /// @param first month of the first number
    /// @param orders of all customers, a month each
    public static Seasonality estimate(YearMonth first, long[] orders) {
        if (orders.length < FEWEST_MONTHS) {
            return NONE;
        }
        double[] sums = new double[YEAR];
        int[] counts = new int[YEAR];
        for (int i = 6; i + 6 < orders.length; i++) {
            double mean = (orders[i - 6] + orders[i + 6]) / 24.0;
            for (int j = i - 5; j <= i + 5; j++) {
                mean += orders[j] / 12.0;
            }
            if (mean > 0) {
                int month = (first.getMonthValue() - 1 + i) % YEAR;
                sums[month] += StrictMath.max(0, orders[i]) / mean;
                counts[month]++;
            }
        }
        double[] index = new double[YEAR];
        double total = 0;
        for (int month = 0; month < YEAR; month++) {
            double ratio = counts[month] > 0 ? sums[month] / counts[month] : 1;
            index[month] = StrictMath.min(HIGHEST, StrictMath.max(LOWEST, ratio));
            total += index[month];
        }
        List<Double> months = new ArrayList<>();
        for (double month : index) {
            months.add(Digits.six(month * YEAR / total));
        }
        return new Seasonality(months, 0);
    }

    public Seasonality withTrend(double perYear) {
        return new Seasonality(months, perYear);
    }

    /// What expected orders of the days after today are multiplied by: their mean index, and the trend up to
    /// their middle.
    public double factor(LocalDate today, int days) {
        if (equals(NONE)) {
            return 1;
        }
        double sum = 0;
        LocalDate at = today.plusDays(1);
        int left = days;
        while (left > 0) {
            int inMonth = StrictMath.min(left, at.lengthOfMonth() - at.getDayOfMonth() + 1);
            sum += inMonth * months.get(at.getMonthValue() - 1);
            at = at.plusDays(inMonth);
            left -= inMonth;
        }
        return sum / days * StrictMath.exp(StrictMath.log1p(yearlyTrend) * days / 730.0);
    }
}
