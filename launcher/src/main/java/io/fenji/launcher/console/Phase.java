package io.fenji.launcher.console;

import java.util.concurrent.TimeUnit;

/// One phase of work as the user sees it, measured with the monotonic clock.
public final class Phase implements AutoCloseable {
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long PLAIN = TimeUnit.SECONDS.toNanos(10);
    private static final int BAR = 24;

    private final Console console;
    private final String label;
    private final long start = System.nanoTime();
    private long shown;
    private long nanos = -1;
    private boolean failed = true;

    Phase(Console console, String label) {
        this.console = console;
        this.label = label;
        this.shown = console.terminal() ? start - REDRAW : start;
        progress("", 0, 0);
    }

    /// Says how far the phase is. Call it as often as you like.
    ///
    /// @param detail what is done just now, may be empty
    /// @param total 0 where it is not known
    public void progress(String detail, long done, long total) {
        long now = System.nanoTime();
        if (console.quiet() || now - shown < (console.terminal() ? REDRAW : PLAIN)) {
            return;
        }
        shown = now;
        String line = line(detail, done, total, now - start);
        if (console.terminal()) {
            console.draw(line);
        } else {
            console.line(line);
        }
    }

    /// Marks the phase as done. A phase that is closed without it has failed and leaves no line.
    public void succeeded() {
        succeeded("");
    }

    /// As above, with a word on the result.
    ///
    /// @param outcome a word on the result, may be empty
    public void succeeded(String outcome) {
        failed = false;
        nanos = System.nanoTime() - start;
        if (console.terminal() && !console.quiet()) {
            console.erase();
        }
        if (!console.quiet()) {
            String end = outcome.isEmpty() ? "" : "  " + outcome;
            console.line("✓ " + Width.padRight(label, 34) + " " + Width.padLeft(console.seconds(nanos), 9) + end);
        }
    }

    /// Duration of a finished phase.
    public long nanos() {
        return nanos;
    }

    public String label() {
        return label;
    }

    @Override
    public void close() {
        if (failed && console.terminal() && !console.quiet()) {
            console.erase();
        }
    }

    private String line(String detail, long done, long total, long elapsed) {
        StringBuilder line =
                new StringBuilder("· ").append(Width.padRight(label, 34)).append(' ');
        line.append(Width.padLeft(console.seconds(elapsed), 9)).append("  ");
        if (total > 0) {
            double share = Math.clamp(done / (double) total, 0, 1);
            int full = (int) (share * BAR);
            if (console.terminal()) {
                line.append("█".repeat(full)).append("░".repeat(BAR - full)).append(' ');
            }
            line.append("%3d%%  ".formatted((int) (share * 100)));
            line.append(console.messages().get("done.of", done, total)).append("  ");
        }
        return line.append(detail).toString().stripTrailing();
    }
}
