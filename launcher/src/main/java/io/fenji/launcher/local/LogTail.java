package io.fenji.launcher.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Finds in the end of a service's log why it stopped.
final class LogTail {
    private static final int LENGTH = 64 * 1024;
    private static final int WIDEST = 300;
    private static final Pattern ORDINARY = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d .*? (TRACE|DEBUG|INFO|WARN) ");

    private LogTail() {}

    /// The last root cause, else the last error, else the last line; empty for an empty log.
    static String cause(Path log) {
        return cause(read(log));
    }

    private static String cause(List<String> lines) {
        for (String mark : List.of("Caused by: ", " ERROR ", " FATAL ", "Error: ", "Exception")) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                int at = lines.get(i).indexOf(mark);
                if (at >= 0) {
                    String line = lines.get(i).substring(mark.equals("Caused by: ") ? at + mark.length() : 0);
                    return line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line;
                }
            }
        }
        return lines.isEmpty() ? "" : lines.getLast();
    }

    /// What an ended service said last, empty when that was an ordinary line: an error before that one it survived.
    static String last(Path log) {
        List<String> lines = read(log);
        int from = lines.size();
        while (from > 0 && !ORDINARY.matcher(lines.get(from - 1)).find()) {
            from--;
        }
        return cause(lines.subList(from, lines.size()));
    }

    private static List<String> read(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - LENGTH);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            return List.of(Failures.reason(unreadable));
        }
    }
}
