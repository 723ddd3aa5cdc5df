package io.fenji.kit;

import io.fenji.kit.problem.ProblemMappers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What is logged of requests that failed, down to debug.
final class LoggedProblems extends Handler implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class.getName());

    private final BlockingQueue<LogRecord> entries = new LinkedBlockingQueue<>();
    private final Level before = LOG.getLevel();

    private LoggedProblems() {}

    static LoggedProblems listen() {
        LoggedProblems logged = new LoggedProblems();
        LOG.setLevel(Level.ALL);
        LOG.addHandler(logged);
        return logged;
    }

    LogRecord next() throws InterruptedException {
        LogRecord entry = entries.poll(30, TimeUnit.SECONDS);
        if (entry == null) {
            throw new AssertionError("nothing was logged");
        }
        return entry;
    }

    @Override
    public void publish(LogRecord entry) {
        entries.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOG.removeHandler(this);
        LOG.setLevel(before);
    }
}
