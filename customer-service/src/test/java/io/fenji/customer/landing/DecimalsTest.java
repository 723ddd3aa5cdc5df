package io.fenji.customer.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "12.50", "000123456789", "0.0001", "-0"})
    void takesDecimalsAsTheyStand(String text) {
        assertThat(Decimals.checked(text, 9, 4)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'', INVALID_NUMBER", "-, INVALID_NUMBER", "1e9, INVALID_NUMBER", "'1,5', INVALID_NUMBER", ".5, INVALID_NUMBER",
        "5., INVALID_NUMBER", "+5, INVALID_NUMBER", "1.2.3, INVALID_NUMBER", "NaN, INVALID_NUMBER", "٣, INVALID_NUMBER",
        "1234567890, NUMBER_OUT_OF_RANGE", "0.00001, NUMBER_OUT_OF_RANGE"
    })
    void refusesWhatIsNone(String text, Refusal refusal) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Decimals.checked(text, 9, 4))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
