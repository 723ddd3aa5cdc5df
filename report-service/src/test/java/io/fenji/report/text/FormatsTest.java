package io.fenji.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.report.content.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    private final Formats chinese = new Formats(Texts.in(Language.ZH_CN), ZoneId.of("Asia/Shanghai"));
    private final Formats english = new Formats(Texts.in(Language.EN), ZoneId.of("Europe/London"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|¥0.00|¥0|¥0",
                "-12|-¥12.00|-¥12|-¥12",
                "999.999|¥1,000.00|¥1,000|¥1,000",
                "1234.5|¥1,234.50|¥1,235|¥1.23K",
                "8911407.904|¥8,911,407.90|¥891.1万|¥8.91M",
                "-123456789012|-¥123,456,789,012.00|-¥1,235亿|-¥123.5B",
            })
    void writesMoney(BigDecimal amount, String exact, String compactChinese, String compactEnglish) {
        Money money = new Money(amount, "CNY");
        assertThat(chinese.money(money)).isEqualTo(exact);
        assertThat(chinese.compact(money)).isEqualTo(compactChinese);
        assertThat(english.compact(money)).isEqualTo(compactEnglish);
    }

    @Test
    void writesCurrenciesWithoutASignByTheirCode() {
        assertThat(english.money(new Money(BigDecimal.TEN, "CHF"))).isEqualTo("CHF 10.00");
        assertThat(english.money(new Money(BigDecimal.TEN, "GBP"))).isEqualTo("£10.00");
    }

    @Test
    void writesPercentWithOnePlace() {
        assertThat(chinese.percent(new BigDecimal("0.7462"))).isEqualTo("74.6%");
        assertThat(chinese.percent(BigDecimal.ONE)).isEqualTo("100.0%");
        assertThat(chinese.percent(null)).isEqualTo("–");
    }

    @Test
    void writesDatesAndTimesInTheBusinessZone() {
        assertThat(chinese.date(LocalDate.of(2026, 6, 30))).isEqualTo("2026年6月30日");
        assertThat(english.date(LocalDate.of(2026, 6, 30))).isEqualTo("30 June 2026");
        assertThat(chinese.time(Instant.parse("2026-06-30T20:15:00Z"))).isEqualTo("2026-07-01 04:15");
    }
}
