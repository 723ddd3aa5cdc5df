package io.fenji.report.link;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many addresses that were none somebody has tried within a minute. Each replica counts for itself: the addresses
/// cannot be guessed anyway, this only keeps who tries from costing much.
@ApplicationScoped
class Guesses {
    static final int MOST = 30;
    private static final int CALLERS = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record Window(long from, int failures) {
        boolean isOver(long now) {
            return now - from > WINDOW.toNanos();
        }
    }

    /// The oldest goes when there are too many.
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > CALLERS;
        }
    };

    /// Lets a caller pass.
    ///
    /// @throws ProblemException 429 after too many failures
    synchronized void require(String caller) {
        @Nullable Window window = windows.get(caller);
        if (window != null && window.failures() >= MOST && !window.isOver(System.nanoTime())) {
            throw new ProblemException(
                    CommonProblem.TOO_MANY_REQUESTS, "Too many addresses that were none; try again in a minute");
        }
    }

    synchronized void failed(String caller) {
        long now = System.nanoTime();
        @Nullable Window window = windows.get(caller);
        if (window == null || window.isOver(now)) {
            windows.remove(caller);
            windows.put(caller, new Window(now, 1));
        } else {
            windows.put(caller, new Window(window.from(), window.failures() + 1));
        }
    }

    synchronized void forget() {
        windows.clear();
    }
}
