package io.fenji.engine.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedTest {

    @ParameterizedTest
    @CsvSource({
        "12.5,125000",
        "0.00005,1",
        "0.00004999,0",
        "-0.00005,-1",
        "1E-400,0",
        "0,0",
        "1E2,1000000",
        "400000000000000,4000000000000000000"
    })
    void scalesHalfUp(BigDecimal value, long scaled) {
        assertThat(Fixed.of(value)).isEqualTo(scaled);
    }

    @ParameterizedTest
    @CsvSource({"400000000000000.0001", "-400000000000001", "1E999999"})
    void refusesWhatDoesNotFit(BigDecimal value) {
        assertThatThrownBy(() -> Fixed.of(value)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"125000,12.5", "1000000,100", "1,0.0001", "0,0", "-15000,-1.5"})
    void printsPlain(long scaled, String text) {
        assertThat(Fixed.toDecimal(scaled).toString()).isEqualTo(text);
    }

    @Test
    void multipliesAndDividesExactlyWhateverTheSize() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long denominator = (random.nextLong() >>> random.nextInt(1, 62)) + 1;
            long factor = random.nextLong(denominator);
            long numerator = random.nextLong(Fixed.HUNDRED + 1);
            BigDecimal exact = new BigDecimal(BigInteger.valueOf(factor).multiply(BigInteger.valueOf(numerator)))
                    .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_UP);
            assertThat(Fixed.multiplyDivide(factor, numerator, denominator))
                    .as("seed %d: %d × %d / %d", seed, factor, numerator, denominator)
                    .isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void sumsBeyondTheRangeOfALong() {
        WideSum sum = new WideSum();
        for (int i = 0; i < 1_000; i++) {
            sum.add(4_000_000_000_000_000_000L);
        }
        BigInteger expected = BigInteger.valueOf(4_000_000_000_000_000_000L).multiply(BigInteger.valueOf(1_000));

        assertThat(sum.toBigInteger()).isEqualTo(expected);
        assertThat(sum.isBelow(WideSum.of(expected))).isFalse();
        assertThat(sum.isBelow(WideSum.of(expected.add(BigInteger.ONE)))).isTrue();
    }
}
