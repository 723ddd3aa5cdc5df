package io.fenji.report.text;

import io.fenji.report.content.Money;
import io.fenji.report.document.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Typed values as a reader sees them.
public record ValueText(Formats formats, String currency) {
    private static final BigDecimal LARGE = BigDecimal.valueOf(100_000);

    /// As it stands in a table.
    public String of(ValueType type, @Nullable Object value) {
        if (value == null) {
            return Formats.NONE;
        }
        return switch (type) {
            case TEXT, TIER -> value.toString();
            case COUNT ->
                Formats.count(decimal(value).setScale(0, RoundingMode.HALF_UP).longValue());
            case NUMBER -> formats.oneDecimal(decimal(value));
            case MONEY -> formats.money(money(value));
            case PERCENT -> formats.finePercent(decimal(value));
            case DATE -> formats.date((LocalDate) value);
            case TIME -> formats.time((Instant) value);
        };
    }

    /// In few letters, for key figures and charts.
    public String brief(ValueType type, @Nullable Object value) {
        if (value == null) {
            return Formats.NONE;
        }
        if (type == ValueType.PERCENT) {
            return formats.percent(decimal(value));
        }
        if (type == ValueType.MONEY && decimal(value).abs().compareTo(LARGE) >= 0) {
            return formats.compact(money(value));
        }
        return of(type, value);
    }

    private Money money(Object value) {
        return value instanceof Money money ? money : new Money(decimal(value), currency);
    }

    private static BigDecimal decimal(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Money money -> money.amount();
            default -> new BigDecimal(value.toString());
        };
    }
}
