package io.fenji.customer.landing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// An instant as ISO text, like `Instant.toString`, which takes ten times as long for whole seconds.
final class UtcText {
    private UtcText() {}

    static String of(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (instant.getNano() != 0 || time.getYear() < 0 || time.getYear() > 9999) {
            return instant.toString();
        }
        byte[] text = "0000-00-00T00:00:00Z".getBytes(StandardCharsets.ISO_8859_1);
        write(text, 0, time.getYear() / 100);
        write(text, 2, time.getYear() % 100);
        write(text, 5, time.getMonthValue());
        write(text, 8, time.getDayOfMonth());
        write(text, 11, time.getHour());
        write(text, 14, time.getMinute());
        write(text, 17, time.getSecond());
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void write(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }
}
