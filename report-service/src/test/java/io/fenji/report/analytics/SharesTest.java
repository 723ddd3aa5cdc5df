package io.fenji.report.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static List<BigDecimal> decimals(String... numbers) {
        return Arrays.stream(numbers).map(BigDecimal::new).toList();
    }

    @Test
    void thirdsAddUpToOne() {
        assertThat(Shares.of(decimals("1", "1", "1"), 3)).isEqualTo(decimals("0.334", "0.333", "0.333"));
    }

    @Test
    void aNegativePartHasANegativeShare() {
        assertThat(Shares.of(decimals("150", "-50"), 3)).isEqualTo(decimals("1.500", "-0.500"));
    }

    @Test
    void thereAreNoSharesOfNothing() {
        assertThat(Shares.of(decimals("5", "-5"), 3)).isNull();
        assertThat(Shares.of(List.of(), 3)).isNull();
    }

    @Test
    void noCustomersHaveSharesOfZero() {
        assertThat(Shares.ofCounts(List.of(0L, 0L), 3)).isEqualTo(decimals("0.000", "0.000"));
    }

    @Test
    void anySharesAddUpToOneAndAreOffByLessThanAUnit() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<BigDecimal> parts = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(12); i++) {
                parts.add(BigDecimal.valueOf(random.nextInt(100_000) - 1_000, 2));
            }
            BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            List<BigDecimal> shares = Shares.of(parts, 3);
            if (sum.signum() <= 0) {
                assertThat(shares).isNull();
                continue;
            }
            assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("round %d of seed 3", round)
                    .isEqualByComparingTo("1");
            for (int i = 0; i < parts.size(); i++) {
                assertThat(shares.get(i)
                                .subtract(parts.get(i).divide(sum, 12, RoundingMode.HALF_UP))
                                .abs())
                        .as("part %d of round %d of seed 3", i, round)
                        .isLessThan(new BigDecimal("0.001"));
            }
        }
    }
}
