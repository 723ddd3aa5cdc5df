package io.fenji.scoring.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When a delivery is tried again: later each time, and by chance up to a fifth later still, so that what failed
/// together does not come back together.
record RetrySchedule(List<Duration> delays) {
    private static final double MOST_JITTER = 0.2;

    RetrySchedule {
        delays = List.copyOf(delays);
    }

    /// The pause after a failure.
    ///
    /// @param attempts that have failed, at least 1
    /// @param asked what the receiver wants at least
    /// @return null when it is not tried again
    @Nullable
    Duration pauseAfter(int attempts, @Nullable Duration asked, RandomGenerator random) {
        if (attempts > delays.size()) {
            return null;
        }
        Duration delay = delays.get(attempts - 1);
        Duration pause = delay.plusMillis((long) (delay.toMillis() * MOST_JITTER * random.nextDouble()));
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }
}
