package io.fenji.customer.write;

import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

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
        /// What its caller does to have the result: lead the group whose first this is, or take what another's leading
        /// brought.
        private final CompletableFuture<Supplier<R>> turn = new CompletableFuture<>();

        Waiting(T item) {
            this.item = item;
        }
    }

    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final Function<List<T>, List<R>> work;
    private int groups;

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
        return begins(mine) ? lead(List.of(mine)) : turn(mine).get();
    }

    /// Whether there is room for one more group; otherwise it has to wait for one that ends.
    private synchronized boolean begins(Waiting mine) {
        if (groups < GROUPS) {
            groups++;
            return true;
        }
        queue.add(mine);
        return false;
    }

    private Supplier<R> turn(Waiting mine) {
        try {
            return mine.turn.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            // Given up below, unless a group has it by now.
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
        if (leaves(mine)) {
            throw new ProblemException(CommonProblem.SERVICE_UNAVAILABLE, "Too many writes are waiting; try again");
        }
        return mine.turn.join();
    }

    private synchronized boolean leaves(Waiting mine) {
        return queue.remove(mine);
    }

    private R lead(List<Waiting> group) {
        List<R> results;
        try {
            results = work.apply(group.stream().map(waiting -> waiting.item).toList());
        } catch (RuntimeException failure) {
            end(group, place -> {
                throw failure;
            });
            throw failure;
        } catch (Error failure) {
            end(group, place -> {
                throw failure;
            });
            throw failure;
        }
        end(group, results::get);
        return results.getFirst();
    }

    /// Wakes the leader of the next group first: the database has nothing to do until then.
    private void end(List<Waiting> group, Function<Integer, R> result) {
        List<Waiting> next = next();
        if (!next.isEmpty()) {
            next.getFirst().turn.complete(() -> lead(next));
        }
        for (int i = 1; i < group.size(); i++) {
            int place = i;
            group.get(i).turn.complete(() -> result.apply(place));
        }
    }

    /// The group that takes the place of one that ends; without anyone the place is free.
    private synchronized List<Waiting> next() {
        List<Waiting> next = new ArrayList<>();
        while (!queue.isEmpty() && next.size() < MOST) {
            next.add(queue.remove());
        }
        if (next.isEmpty()) {
            groups--;
        }
        return next;
    }
}
