package io.fenji.customer.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// The number of a cell as exact text. Excel keeps binary floats and shows 15 digits of them: so do we, so that the
/// 0.1 somebody typed is not 0.1000000000000000055.
final class NumberText {
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
    /// Beyond the year 9999 a number is no date.
    private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);
    private static final BigDecimal MILLIS_A_DAY = BigDecimal.valueOf(86_400_000);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final int LONGEST = 60;
    private static final int LARGEST_EXPONENT = 30;

    private final boolean from1904;

    NumberText(boolean from1904) {
        this.from1904 = from1904;
    }

    /// The text of a number as the style shows it: plain decimal, ISO date, or ISO date and time.
    String of(String raw, CellStyles.Shown shown) {
        BigDecimal number = read(raw);
        if (number == null) {
            return raw;
        }
        return shown == CellStyles.Shown.NUMBER || number.signum() < 0 || number.compareTo(DAYS) >= 0
                ? plain(number)
                : time(number, shown);
    }

    private static @org.jspecify.annotations.Nullable BigDecimal read(String raw) {
        if (raw.isEmpty() || raw.length() > LONGEST) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(raw);
            // Written out, 1E+1000000 would take a megabyte.
            return Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT || number.scale() > 400
                    ? null
                    : number;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static String plain(BigDecimal number) {
        BigDecimal shown = number.round(SHOWN).stripTrailingZeros();
        return (shown.scale() < 0 ? shown.setScale(0) : shown).toPlainString();
    }

    private String time(BigDecimal number, CellStyles.Shown shown) {
        long millis =
                number.multiply(MILLIS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        // Excel has a 29 February 1900: days before it are one off.
        LocalDate epoch = from1904 ? EPOCH_1904 : millis < 60L * 86_400_000 ? EPOCH_1900.plusDays(1) : EPOCH_1900;
        LocalDateTime time = epoch.atStartOfDay().plus(Duration.ofMillis(millis));
        return shown == CellStyles.Shown.DATE && time.toLocalTime().toNanoOfDay() == 0
                ? time.toLocalDate().toString()
                : time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
