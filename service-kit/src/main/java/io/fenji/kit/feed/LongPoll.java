package io.fenji.kit.feed;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Holds an answer back until there is something to say. Meant for virtual threads.
public final class LongPoll {
    public static final int MOST_SECONDS = 30;
    private static final Duration STEP = Duration.ofMillis(50);

    private LongPoll() {}

    /// Reads the `wait` parameter.
    ///
    /// @throws ProblemException 400 when the parameter is out of 0 … 30
    public static Duration seconds(@Nullable Integer wait) {
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

    /// Asks again and again until ready or the time is over.
    public static void await(Duration longest, BooleanSupplier ready) {
        long end = System.nanoTime() + longest.toNanos();
        while (!ready.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
