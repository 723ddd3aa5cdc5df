package io.fenji.customer.landing;

import java.time.Duration;

/// How long each phase took, for the log.
final class Stopwatch {
    private final StringBuilder laps = new StringBuilder();
    private String phase = "";
    private long start = System.nanoTime();

    /// Ends the phase and begins the next.
    ///
    /// @return all phases that have ended
    String lap(String next) {
        long now = System.nanoTime();
        if (!phase.isEmpty()) {
            laps.append(laps.isEmpty() ? "" : ", ")
                    .append(phase)
                    .append(' ')
                    .append(Duration.ofNanos(now - start).toMillis())
                    .append(" ms");
        }
        phase = next;
        start = now;
        return laps.toString();
    }
}
