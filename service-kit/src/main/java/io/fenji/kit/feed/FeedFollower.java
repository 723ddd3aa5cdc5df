package io.fenji.kit.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The loop that follows a feed: page after page, long polls when there is nothing new, backs off while the
/// other side is away, and says how things stand.
public final class FeedFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FeedFollower.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /// Long polls are answered late, never early: one that comes back empty at once must not become a busy
    /// loop.
    private static final Duration EMPTY_PAUSE = Duration.ofMillis(20);

    /// Fetches one page from the stored cursor and applies it in one transaction (see [FollowerCursors]).
    @FunctionalInterface
    public interface Step {
        /// Does one step.
        ///
        /// @param wait how long the feed may hold an empty answer back
        /// @return whether more is there already
        boolean run(Duration wait) throws Exception;
    }

    /// How a follower stands; times are null before the first success or failure.
    public record Status(
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String failure) {}

    private final String feed;
    private final Duration longPoll;
    private final Step step;
    private volatile Status status = new Status(null, null, null);
    private volatile boolean running;
    private @Nullable Thread thread;

    public FeedFollower(String feed, Duration longPoll, Step step) {
        this.feed = feed;
        this.longPoll = longPoll;
        this.step = step;
    }

    public synchronized void start() {
        if (thread == null) {
            running = true;
            thread = Thread.ofVirtual().name("follow-" + feed).start(this::loop);
        }
    }

    public Status status() {
        return status;
    }

    /// Reads to the feed's present end, on the caller's thread.
    ///
    /// @throws Exception what the step throws; the data then are as fresh as [#status] says
    public void catchUp() throws Exception {
        boolean more;
        do {
            more = step.run(Duration.ZERO);
        } while (more);
        succeeded();
    }

    @Override
    public synchronized void close() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void loop() {
        Duration pause = FIRST_PAUSE;
        while (running) {
            try {
                long start = System.nanoTime();
                boolean more = step.run(longPoll);
                succeeded();
                pause = FIRST_PAUSE;
                if (!more && System.nanoTime() - start < EMPTY_PAUSE.toNanos()) {
                    Thread.sleep(EMPTY_PAUSE);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failure) {
                // Errors too: a loop that ends would leave the copy old without saying so.
                if (!running) {
                    return;
                }
                failed(failure);
                if (!sleep(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void succeeded() {
        Status before = status;
        status = new Status(Instant.now(), before.lastFailure(), null);
        if (before.failure() != null) {
            LOG.infof("Feed %s is followed again", feed);
        }
    }

    private void failed(Throwable failure) {
        Status before = status;
        String text = String.valueOf(failure.getMessage());
        status = new Status(before.lastSuccess(), Instant.now(), text);
        if (!text.equals(before.failure())) {
            LOG.warnf(failure, "Feed %s cannot be followed; trying on", feed);
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
