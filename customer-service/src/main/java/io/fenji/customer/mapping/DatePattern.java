package io.fenji.customer.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A pattern of dates or times. Strict: 31 June is no date. `ISO` reads a date, a local time or a time with offset.
public final class DatePattern {
    public static final String ISO = "ISO";
    private static final DateTimeFormatter ISO_FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final DateTimeFormatter format;

    private DatePattern(DateTimeFormatter format) {
        this.format = format;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException when it is not a pattern
    public static DatePattern of(String pattern) {
        if (pattern.equals(ISO)) {
            return new DatePattern(ISO_FORMAT);
        }
        // yyyy is the year of an era; people mean the plain year.
        DateTimeFormatter format = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        return new DatePattern(format);
    }

    static boolean isUsable(@Nullable String pattern) {
        if (pattern == null || pattern.isBlank() || pattern.length() > 60) {
            return false;
        }
        try {
            DatePattern parsed = of(pattern);
            String sample = parsed.format.format(OffsetDateTime.parse("2026-11-22T10:20:30Z"));
            return parsed.date(sample) != null;
        } catch (IllegalArgumentException | DateTimeException notAPattern) {
            return false;
        }
    }

    /// The date that a text is.
    ///
    /// @return null when the text does not follow the pattern
    public @Nullable LocalDate date(String text) {
        TemporalAccessor parsed = parse(text);
        return parsed == null || !parsed.isSupported(ChronoField.EPOCH_DAY) ? null : LocalDate.from(parsed);
    }

    /// The instant that a text is.
    ///
    /// @param zone of times without offset; a date alone is its first instant
    /// @return null when the text does not follow the pattern
    public @Nullable Instant time(String text, ZoneId zone) {
        TemporalAccessor parsed = parse(text);
        if (parsed == null || !parsed.isSupported(ChronoField.EPOCH_DAY)) {
            return null;
        }
        LocalDate date = LocalDate.from(parsed);
        if (!parsed.isSupported(ChronoField.NANO_OF_DAY)) {
            return date.atStartOfDay(zone).toInstant();
        }
        LocalDateTime local = date.atTime(LocalTime.from(parsed));
        return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? OffsetDateTime.from(parsed).toInstant()
                : local.atZone(zone).toInstant();
    }

    private @Nullable TemporalAccessor parse(String text) {
        // The position tells a mismatch without an exception, which a file of another pattern would raise on every row.
        var position = new java.text.ParsePosition(0);
        TemporalAccessor unresolved = format.parseUnresolved(text, position);
        if (unresolved == null || position.getErrorIndex() >= 0 || position.getIndex() < text.length()) {
            return null;
        }
        try {
            return format.parse(text);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }
}
