package io.fenji.customer.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTextsTest {
    private static final RefusalTexts CHINESE = RefusalTexts.of(List.of(Locale.SIMPLIFIED_CHINESE));
    private static final RefusalTexts ENGLISH = RefusalTexts.of(List.of(Locale.UK));

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasAChineseSummary(Refusal refusal) {
        assertThat(CHINESE.summary(refusal.name()))
                .isNotEqualTo(refusal.reason())
                .containsPattern("\\p{IsHan}");
        assertThat(ENGLISH.summary(refusal.name())).isEqualTo(refusal.reason());
    }

    @Test
    void fillsValuesAndColumn() {
        String stored = RefusedException.of(Refusal.NEGATIVE_PRICE, "-1{0}")
                .inColumn("单价")
                .reason();

        assertThat(ENGLISH.reason("NEGATIVE_PRICE", stored)).isEqualTo("单价: '-1{0}' is negative");
        assertThat(CHINESE.reason("NEGATIVE_PRICE", stored)).isEqualTo("单价：“-1{0}”为负数");
    }

    @Test
    void aPlainTextStaysAsItIs() {
        assertThat(ENGLISH.reason("NEGATIVE_PRICE", "x is negative")).isEqualTo("x is negative");
        assertThat(CHINESE.reason("NEGATIVE_PRICE", "x is negative")).isEqualTo("价格或成本为负数（x is negative）");
    }

    @Test
    void aValueCannotForgeTheForm() {
        String stored =
                RefusedException.of(Refusal.INVALID_NUMBER, "a\u001fb\u001ec\0").reason();

        assertThat(ENGLISH.reason("INVALID_NUMBER", stored))
                .isEqualTo("'a\ufffdb\ufffdc\ufffd' is not a decimal number");
    }

    @Test
    void takesTheFirstLanguageThatThereIs() {
        assertThat(RefusalTexts.of(List.of(Locale.FRENCH, Locale.CHINESE, Locale.ENGLISH))
                        .language())
                .isEqualTo("zh");
        assertThat(RefusalTexts.of(List.of(Locale.FRENCH)).language()).isEqualTo("en");
    }
}
