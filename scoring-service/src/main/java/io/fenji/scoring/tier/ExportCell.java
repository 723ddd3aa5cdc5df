package io.fenji.scoring.tier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes one field, row by row. Most rows have the time, the run and the calibration of the row before, and all have
/// one of a few words: what was written is written again.
final class ExportCell {
    private static final long EPOCH_2000_SECONDS = 946_684_800L;
    private static final long EPOCH_2000_DAYS = 10_957;
    private static final long MICROS = 1_000_000;

    private final ExportFormat format;
    private final ExportField field;
    private final byte[] before;
    private final byte[] after;
    private final byte[] absent;
    private final byte @Nullable [] constant;
    private final Map<String, byte[]> words = new HashMap<>();
    private long last;
    private long lastRest;
    private byte @Nullable [] lastWritten;

    /// @param value null where the row has it
    ExportCell(ExportFormat format, ExportField field, @Nullable String value) {
        this.format = format;
        this.field = field;
        before = format.before(field);
        after = format.after(field);
        absent = format.absent();
        constant = value == null ? null : whole(value);
    }

    /// Reads the row's next field, unless it is a constant, and writes it.
    void write(CopyOutReader row, ExportBuffer buffer) {
        if (constant != null) {
            buffer.bytes(constant);
            return;
        }
        switch (field.kind()) {
            case ID -> id(row, buffer);
            case TEXT -> {
                String text = row.text();
                buffer.bytes(text == null ? absent : words.computeIfAbsent(text, this::whole));
            }
            case DECIMAL -> {
                long value = row.number();
                if (row.wasNull()) {
                    buffer.bytes(absent);
                } else {
                    buffer.bytes(before);
                    buffer.decimal(value);
                    buffer.bytes(after);
                }
            }
            case INTEGER -> repeated(row, row.integer(), 0, buffer);
            case TIME -> repeated(row, row.number(), 0, buffer);
            case DATE -> repeated(row, row.integer(), 0, buffer);
        }
    }

    private void id(CopyOutReader row, ExportBuffer buffer) {
        long high = row.number();
        long low = row.wasNull() ? 0 : row.rest();
        if (field == ExportField.CUSTOMER_ID) {
            buffer.bytes(before);
            buffer.id(high, low);
            buffer.bytes(after);
        } else {
            repeated(row, high, low, buffer);
        }
    }

    private void repeated(CopyOutReader row, long value, long rest, ExportBuffer buffer) {
        if (row.wasNull()) {
            buffer.bytes(absent);
            return;
        }
        byte[] written = lastWritten;
        if (written == null || value != last || rest != lastRest) {
            last = value;
            lastRest = rest;
            written = whole(text(value, rest));
            lastWritten = written;
        }
        buffer.bytes(written);
    }

    private String text(long value, long rest) {
        return switch (field.kind()) {
            case ID -> new UUID(value, rest).toString();
            case TIME ->
                Instant.ofEpochSecond(
                                EPOCH_2000_SECONDS + Math.floorDiv(value, MICROS), Math.floorMod(value, MICROS) * 1_000)
                        .toString();
            case DATE -> LocalDate.ofEpochDay(EPOCH_2000_DAYS + value).toString();
            case TEXT, DECIMAL, INTEGER -> Long.toString(value);
        };
    }

    private byte[] whole(String value) {
        byte[] text = format.text(value);
        byte[] whole = Arrays.copyOf(before, before.length + text.length + after.length);
        System.arraycopy(text, 0, whole, before.length, text.length);
        System.arraycopy(after, 0, whole, before.length + text.length, after.length);
        return whole;
    }
}
