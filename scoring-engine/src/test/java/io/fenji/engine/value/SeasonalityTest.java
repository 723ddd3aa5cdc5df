package io.fenji.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonalityTest {

    @Test
    void findsTheIndexOfGrowingOrders() {
        double[] index = {.8, .8, .9, 1, 1, 1, .9, .9, 1, 1.1, 1.2, 1.4};
        long[] orders = new long[48];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = Math.round(10_000 * (1 + 0.01 * i) * index[(i + 3) % 12]);
        }

        List<Double> found = Seasonality.estimate(YearMonth.of(2020, 4), orders).months();

        for (int month = 0; month < 12; month++) {
            assertThat(found.get(month)).isCloseTo(index[month], within(0.01));
        }
    }

    @Test
    void fewMonthsHaveNoSeason() {
        assertThat(Seasonality.estimate(YearMonth.of(2020, 4), new long[23])).isEqualTo(Seasonality.NONE);
        assertThat(Seasonality.estimate(YearMonth.of(2020, 4), new long[36]).months())
                .containsOnly(1.0);
    }

    @Test
    void theFactorIsTheMeanIndexOfTheDaysAhead() {
        Seasonality december = new Seasonality(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0), 0);

        assertThat(december.factor(LocalDate.of(2025, 11, 20), 20)).isCloseTo(1.5, within(1e-12));
        assertThat(december.factor(LocalDate.of(2025, 12, 31), 90)).isEqualTo(1);
        assertThat(Seasonality.NONE.withTrend(0.21).factor(LocalDate.EPOCH, 365))
                .isCloseTo(1.1, within(1e-12));
    }

    @Test
    void anIndexOfElevenMonthsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Seasonality(List.of(1.0), 0));
    }
}
