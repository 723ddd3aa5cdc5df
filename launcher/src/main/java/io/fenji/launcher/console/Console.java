package io.fenji.launcher.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The terminal. On a tty long phases draw a bar in place; elsewhere each finished phase is one plain line, and a long
/// one says now and then how far it is.
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Messages messages;
    private final boolean terminal;
    private final int columns;
    private final boolean quiet;

    /// A terminal on these streams.
    ///
    /// @param terminal whether output may be redrawn in place
    /// @param columns width of the terminal
    /// @param quiet leaves out progress, not results
    public Console(
            OutputStream out, OutputStream err, Messages messages, boolean terminal, int columns, boolean quiet) {
        Charset charset = charset(System.getProperty("stdout.encoding"));
        this.out = new PrintStream(out, true, charset);
        this.err = new PrintStream(err, true, charset);
        this.messages = messages;
        this.terminal = terminal;
        this.columns = columns;
        this.quiet = quiet;
    }

    /// Of this process: the start script tells whether output is a terminal, and how wide it is.
    public static Console ofProcess(Messages messages, boolean quiet) {
        return new Console(
                System.out,
                System.err,
                messages,
                Boolean.getBoolean("fenji.terminal"),
                Math.clamp(Integer.getInteger("fenji.columns", 80), 40, 200),
                quiet);
    }

    /// Says nothing: for tests and benchmarks that start the suite.
    public static Console silent() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new Console(nowhere, nowhere, Messages.in(Language.ENGLISH), false, 80, true);
    }

    public Messages messages() {
        return messages;
    }

    /// A line of result, shown also when quiet.
    public void line(String text) {
        out.println(text);
    }

    public void say(String key, @Nullable Object... arguments) {
        line(messages.get(key, arguments));
    }

    /// A line about how things go on, left out when quiet.
    public void note(String key, @Nullable Object... arguments) {
        if (!quiet) {
            say(key, arguments);
        }
    }

    public void table(Table table) {
        table.lines().forEach(line -> line("  " + line));
    }

    public void error(String sentence) {
        err.println(sentence);
    }

    /// Begins a phase; closing it shows its time.
    public Phase phase(String key, @Nullable Object... arguments) {
        return new Phase(this, messages.get(key, arguments));
    }

    /// Seconds with one decimal, for people.
    public String seconds(long nanos) {
        return messages.get("seconds", nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }

    boolean terminal() {
        return terminal;
    }

    boolean quiet() {
        return quiet;
    }

    void draw(String text) {
        out.print("\r\u001b[K" + Width.cut(text, columns - 1));
        out.flush();
    }

    void erase() {
        out.print("\r\u001b[K");
        out.flush();
    }

    /// A machine without a locale reports ASCII, which would turn Chinese into question marks.
    private static Charset charset(@Nullable String name) {
        if (name == null || !Charset.isSupported(name)) {
            return StandardCharsets.UTF_8;
        }
        Charset charset = Charset.forName(name);
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
