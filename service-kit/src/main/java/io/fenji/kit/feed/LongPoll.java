package io.fenji.kit.feed;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.signal.Signal;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Holds an answer back until there is something to say. Meant for virtual threads.
final class LongPoll {
    private static final int MOST_SECONDS = 30;

    private LongPoll() {}

    /// Reads the `wait` parameter.
    ///
    /// @throws ProblemException 400 when the parameter is out of 0 … 30
    static Duration seconds(@Nullable Integer wait) {
        if (wait == null) {
            return Duration.ZERO;
        }
        if (wait < 0 || wait > MOST_SECONDS) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    "wait",
                    "OUT_OF_RANGE",
                    "wait is %d, it must be 0 to %d seconds".formatted(wait, MOST_SECONDS));
        }
        return Duration.ofSeconds(wait);
    }

    /// Asks, and asks again whenever the signal is raised, until ready or the time is over.
    ///
    /// @param between how long to wait for a signal at most: one may get lost
    static void await(Signal signal, Duration longest, Duration between, BooleanSupplier ready) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            long seen = signal.count();
            while (!ready.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                signal.await(seen, Duration.ofNanos(Math.min(left, between.toNanos())));
                seen = signal.count();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
