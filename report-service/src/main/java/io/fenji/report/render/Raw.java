package io.fenji.report.render;

import io.fenji.report.content.Money;
import java.math.BigDecimal;

/// Raw values as plain text, the same in every language.
final class Raw {
    private Raw() {}

    /// A number with a point and nothing else.
    static String number(Object value) {
        return decimal(value).toPlainString();
    }

    static BigDecimal decimal(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Money money -> money.amount();
            case Long number -> BigDecimal.valueOf(number);
            case Integer number -> BigDecimal.valueOf(number);
            default -> throw new IllegalArgumentException("Not a number: " + value.getClass());
        };
    }
}
