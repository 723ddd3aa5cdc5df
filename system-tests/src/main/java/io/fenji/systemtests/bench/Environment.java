package io.fenji.systemtests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The machine that the figures belong to.
record Environment(String os, String cpu, int cores, long memoryMib, String jdk, String loadAverage) {
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");

    static Environment here() {
        return new Environment(
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                first(MODEL, "/proc/cpuinfo", "unknown"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(first(MEMORY, "/proc/meminfo", "0")) / 1024,
                System.getProperty("java.runtime.version"),
                read(Path.of("/proc/loadavg")).strip());
    }

    private static String first(Pattern pattern, String file, String otherwise) {
        Matcher matcher = pattern.matcher(read(Path.of(file)));
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    /// The file's text, empty where there is no such file (no Linux).
    private static String read(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
