package io.fenji.report.content;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// An exact amount, at least two places, no trailing zeros beyond them; a decimal string in JSON.
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {

    public Money {
        BigDecimal plain = amount.stripTrailingZeros();
        amount = plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain;
    }
}
