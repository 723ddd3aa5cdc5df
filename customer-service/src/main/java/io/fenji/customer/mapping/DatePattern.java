package io.fenji.customer.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
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
    private final boolean iso;

    private DatePattern(DateTimeFormatter format, boolean iso) {
        this.format = format;
        this.iso = iso;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException when it is not a pattern
    public static DatePattern of(String pattern) {
        if (pattern.equals(ISO)) {
            return new DatePattern(ISO_FORMAT, true);
        }
        // yyyy is the year of an era; people mean the plain year.
        DateTimeFormatter format = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        return new DatePattern(format, false);
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
        LocalDateTime plain = iso ? plain(text) : null;
        if (plain != null) {
            return plain.atZone(zone).toInstant();
        }
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

    /// A text like 2026-11-22T10:20:30, as nearly all files have them; the formatter takes ten times as long.
    ///
    /// @return null for anything else, which the formatter may yet read
    private static @Nullable LocalDateTime plain(String text) {
        if (text.length() != 19
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return null;
        }
        return LocalDateTime.of(year, month, day, hour, minute, second);
    }

    /// Negative when it is no number.
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
