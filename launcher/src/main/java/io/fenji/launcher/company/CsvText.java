package io.fenji.launcher.company;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/// A growing UTF-8 buffer for CSV rows, reused from row to row: formatting dominates generation.
final class CsvText {
    private byte[] bytes = new byte[4096];
    private int length;

    CsvText text(String value) {
        int characters = value.length();
        room(characters * 3);
        for (int i = 0; i < characters; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                byte[] rest = value.substring(i).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(rest, 0, bytes, length, rest.length);
                length += rest.length;
                return this;
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    CsvText number(long value) {
        return text(Long.toString(value));
    }

    /// A number of at least `digits` digits, filled with zeros.
    CsvText padded(long value, int digits) {
        String text = Long.toString(value);
        for (int i = text.length(); i < digits; i++) {
            raw('0');
        }
        return text(text);
    }

    CsvText cents(long value) {
        if (value < 0) {
            raw('-');
        }
        long positive = Math.abs(value);
        number(positive / 100).raw('.');
        return padded(positive % 100, 2);
    }

    CsvText comma() {
        return raw(',');
    }

    CsvText newLine() {
        return raw('\n');
    }

    /// An ISO local date-time of seconds since 1970 in the company's zone.
    CsvText time(long second) {
        return day(Math.floorDiv(second, 86_400L)).raw('T').clock(Math.floorMod(second, 86_400));
    }

    CsvText day(long epochDay) {
        return text(LocalDate.ofEpochDay(epochDay).toString());
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    private CsvText clock(int second) {
        padded(second / 3600, 2).raw(':').padded(second / 60 % 60, 2).raw(':');
        return padded(second % 60, 2);
    }

    private CsvText raw(char c) {
        room(1);
        bytes[length++] = (byte) c;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
