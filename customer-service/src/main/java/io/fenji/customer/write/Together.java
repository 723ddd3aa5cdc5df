package io.fenji.customer.write;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Does at once what callers want done at the same moment: while a group is worked on, the next one gathers. Nobody
/// waits for a group to fill: a caller who is alone is a group.
///
/// @param <T> what is wanted
/// @param <R> what comes of it
public final class Together<T, R> {
    private static final int MOST = 64;
    private static final Duration LONGEST = Duration.ofSeconds(4);
    /// While the database works on one group, the answers of another are made.
    private static final int GROUPS = 2;

    private final class Waiting {
        private final T item;
        private final CompletableFuture<R> result = new CompletableFuture<>();
        private volatile boolean taken;

        Waiting(T item) {
            this.item = item;
        }
    }

    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore groups = new Semaphore(GROUPS, true);
    private final Function<List<T>, List<R>> work;

    /// A place to meet.
    ///
    /// @param work does a group; it returns a result an item, in their order
    public Together(Function<List<T>, List<R>> work) {
        this.work = work;
    }

    /// Does it, alone or with others; a failure is that of the whole group.
    ///
    /// @throws ProblemException 503 when no group could take it within seconds; it is not done then
    public R run(T item) {
        Waiting mine = new Waiting(item);
        queue.add(mine);
        if (isMyTurn(mine)) {
            try {
                while (!mine.taken) {
                    runNext();
                }
            } finally {
                groups.release();
            }
        }
        try {
            return mine.result.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /// Whether to lead the next group; otherwise another caller has taken it into his.
    private boolean isMyTurn(Waiting mine) {
        try {
            if (groups.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (queue.remove(mine)) {
            throw new ProblemException(CommonProblem.SERVICE_UNAVAILABLE, "Too many writes are waiting; try again");
        }
        return false;
    }

    private void runNext() {
        List<Waiting> group = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = group.size() < MOST ? queue.poll() : null) {
            next.taken = true;
            group.add(next);
        }
        if (group.isEmpty()) {
            return;
        }
        try {
            Iterator<R> results = work.apply(
                            group.stream().map(waiting -> waiting.item).toList())
                    .iterator();
            group.forEach(waiting -> waiting.result.complete(results.next()));
        } catch (Throwable failure) {
            group.forEach(waiting -> waiting.result.completeExceptionally(failure));
        }
    }
}
