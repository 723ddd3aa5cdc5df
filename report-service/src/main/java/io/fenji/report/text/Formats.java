package io.fenji.report.text;

import io.fenji.report.content.Money;
import io.quarkus.qute.TemplateData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How numbers are written. Made by hand rather than from locale data, so that every machine and the native image write
/// the same bytes.
@TemplateData
public final class Formats {
    /// What stands where there is no value.
    public static final String NONE = "–";

    private static final Map<String, String> SYMBOLS = Map.of("CNY", "¥", "EUR", "€", "GBP", "£", "USD", "$");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Texts texts;
    private final ZoneId zone;

    public Formats(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    public static String count(long number) {
        return grouped(BigDecimal.valueOf(number));
    }

    public String n(@Nullable Long number) {
        return number == null ? NONE : count(number);
    }

    /// Two places with the currency's sign: `¥1,234.50`, `-¥12.00`.
    public String money(@Nullable Money money) {
        return money == null
                ? NONE
                : withSign(money, grouped(money.amount().abs().setScale(2, RoundingMode.HALF_UP)));
    }

    /// Three or four digits with a unit of the language: `¥891.1万`, `$8.91M`.
    public String compact(@Nullable Money money) {
        if (money == null) {
            return NONE;
        }
        BigDecimal amount = money.amount().abs();
        return withSign(
                money,
                switch (texts.language()) {
                    case ZH_CN -> scaled(amount, 4, "万", 8, "亿", 12, "万亿");
                    case EN -> scaled(amount, 3, "K", 6, "M", 9, "B");
                });
    }

    /// A fraction as a percentage with one place: `45.2%`.
    public String percent(@Nullable BigDecimal fraction) {
        return fraction == null ? NONE : grouped(oneOf(fraction.multiply(HUNDRED))) + "%";
    }

    /// The same with two places, for tables: `2.64%`.
    public String finePercent(@Nullable BigDecimal fraction) {
        return fraction == null ? NONE : grouped(fraction.multiply(HUNDRED).setScale(2, RoundingMode.HALF_UP)) + "%";
    }

    /// A number with at most `places` places, trailing zeros left out.
    public static String number(BigDecimal value, int places) {
        BigDecimal plain = value.setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
        return grouped(plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain);
    }

    /// A number with exactly one place.
    public String oneDecimal(@Nullable BigDecimal value) {
        return value == null ? NONE : grouped(oneOf(value));
    }

    /// `2026年6月30日`, `30 June 2026`.
    public String date(@Nullable LocalDate date) {
        return date == null
                ? NONE
                : texts.get(
                        "date",
                        date.getYear(),
                        date.getMonthValue(),
                        date.getDayOfMonth(),
                        texts.get("month." + date.getMonthValue()));
    }

    /// Minutes in the business zone.
    public String time(@Nullable Instant time) {
        return time == null ? NONE : MINUTE.format(time.atZone(zone));
    }

    private static BigDecimal oneOf(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_UP);
    }

    private static String withSign(Money money, String digits) {
        String symbol = SYMBOLS.getOrDefault(money.currency(), money.currency() + " ");
        return (money.amount().signum() < 0 ? "-" : "") + symbol + digits;
    }

    private static String scaled(
            BigDecimal amount,
            int small,
            String smallUnit,
            int middle,
            String middleUnit,
            int large,
            String largeUnit) {
        int digits = amount.precision() - amount.scale() - 1;
        if (digits >= large) {
            return significant(amount.movePointLeft(large)) + largeUnit;
        }
        if (digits >= middle) {
            return significant(amount.movePointLeft(middle)) + middleUnit;
        }
        if (digits >= small) {
            return significant(amount.movePointLeft(small)) + smallUnit;
        }
        return number(amount, digits >= 3 ? 0 : 2);
    }

    private static String significant(BigDecimal value) {
        int whole = Math.max(1, value.precision() - value.scale());
        return grouped(value.setScale(Math.clamp(4L - whole, 0, 2), RoundingMode.HALF_UP));
    }

    private static String grouped(BigDecimal value) {
        String plain = value.toPlainString();
        int start = plain.startsWith("-") ? 1 : 0;
        int point = plain.indexOf('.');
        StringBuilder text = new StringBuilder(plain);
        for (int at = (point < 0 ? plain.length() : point) - 3; at > start; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
