package io.fenji.launcher.company;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts rows in order of time with flat memory: they are spooled by day into blocks of one temporary file, and each day
/// is sorted by itself on the way out. Memory: one block per day and the rows of the fullest day.
final class TimeSpool implements AutoCloseable {
    private static final int BLOCK = 16 * 1024;
    /// Length, second of the day, customer, number.
    private static final int HEAD = 16;

    private final Path path;
    private final RandomAccessFile file;
    private final long firstDay;
    private final @Nullable Day[] days;
    private final CsvText row = new CsvText();
    private final byte[] block = new byte[BLOCK];

    private static final class Day {
        private final List<Long> blocks = new ArrayList<>();
        private byte[] open = new byte[256];
        private int length;
        private long total;
    }

    private record Entry(int second, int customer, int number, int from, int length) {}

    TimeSpool(Path path, long firstDay, int days) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(0);
        this.firstDay = firstDay;
        this.days = new @Nullable Day[days];
    }

    /// The emptied buffer for the next row; [#add] takes what was written to it.
    CsvText row() {
        row.clear();
        return row;
    }

    /// Takes the row at its second; equal seconds are ordered by customer, then number.
    void add(long second, int customer, int number) {
        int index = Math.toIntExact(Math.floorDiv(second, 86_400L) - firstDay);
        Day known = days[index];
        Day day = known == null ? new Day() : known;
        days[index] = day;
        number(day, row.length());
        number(day, Math.floorMod(second, 86_400));
        number(day, customer);
        number(day, number);
        append(day, row.bytes(), row.length());
    }

    /// Writes all rows in order and returns how many.
    long drainTo(OutputStream out) throws IOException {
        long rows = 0;
        for (int i = 0; i < days.length; i++) {
            Day day = days[i];
            if (day != null) {
                byte[] bytes = read(day);
                List<Entry> entries = entries(bytes);
                for (Entry entry : entries) {
                    out.write(bytes, entry.from, entry.length);
                }
                rows += entries.size();
                days[i] = null;
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    private static List<Entry> entries(byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = number(bytes, at);
            entries.add(
                    new Entry(number(bytes, at + 4), number(bytes, at + 8), number(bytes, at + 12), at + HEAD, length));
            at += HEAD + length;
        }
        entries.sort(Comparator.comparingInt(Entry::second)
                .thenComparingInt(Entry::customer)
                .thenComparingInt(Entry::number));
        return entries;
    }

    private byte[] read(Day day) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(day.total)];
        int at = 0;
        for (long position : day.blocks) {
            file.seek(position);
            file.readFully(bytes, at, BLOCK);
            at += BLOCK;
        }
        System.arraycopy(day.open, 0, bytes, at, day.length);
        return bytes;
    }

    private void append(Day day, byte[] from, int length) {
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, BLOCK - day.length);
            room(day, part);
            System.arraycopy(from, done, day.open, day.length, part);
            day.length += part;
            done += part;
            if (day.length == BLOCK) {
                flush(day);
            }
        }
        day.total += length;
    }

    private void flush(Day day) {
        try {
            long position = file.length();
            file.seek(position);
            System.arraycopy(day.open, 0, block, 0, BLOCK);
            file.write(block);
            day.blocks.add(position);
            day.length = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void room(Day day, int more) {
        if (day.length + more > day.open.length) {
            byte[] larger = new byte[Math.min(BLOCK, Math.max(day.open.length * 2, day.length + more))];
            System.arraycopy(day.open, 0, larger, 0, day.length);
            day.open = larger;
        }
    }

    private void number(Day day, int value) {
        append(day, new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value}, 4);
    }

    private static int number(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 24)
                | ((bytes[at + 1] & 0xff) << 16)
                | ((bytes[at + 2] & 0xff) << 8)
                | (bytes[at + 3] & 0xff);
    }
}
