package io.fenji.customer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatePatternTest {
    @ParameterizedTest
    @CsvSource({
        "ISO, 2026-06-30, 2026-06-29T16:00:00Z",
        "ISO, 2026-06-30T08:30:00, 2026-06-30T00:30:00Z",
        "ISO, 2026-06-30T08:30:00+01:00, 2026-06-30T07:30:00Z",
        "yyyy-MM-dd HH:mm:ss, 2026-06-30 08:30:00, 2026-06-30T00:30:00Z",
        "M/d/yyyy H:mm, 6/3/2026 8:05, 2026-06-03T00:05:00Z",
        "yyyyMMdd, 20260630, 2026-06-29T16:00:00Z"
    })
    void readsTimes(String pattern, String text, String expected) {
        assertThat(DatePattern.of(pattern).time(text, ZoneId.of("Asia/Shanghai")))
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO, 2026-02-30",
        "ISO, 2026-6-3",
        "ISO, 2026-06-30 08:30",
        "yyyyMMdd, 2026063",
        "yyyy-MM-dd, 2026-06-30x"
    })
    void readsNothingElse(String pattern, String text) {
        assertThat(DatePattern.of(pattern).time(text, ZoneId.of("Asia/Shanghai")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"HH:mm, false", "qqqqqqq, false", "yyyy-MM-dd, true", "ISO, true", "dd.MM.yy, true"})
    void knowsWhatNamesADay(String pattern, boolean usable) {
        assertThat(DatePattern.isUsable(pattern)).isEqualTo(usable);
    }
}
