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
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Does at once what callers want done at the same moment: while a group is worked on, the next one
/// gathers. Where nothing is worked on nobody waits for a group to fill: a caller who is alone is a group.
///
/// @param <T> what is wanted
/// @param <R> what comes of it
public final class Together<T, R> {
    private static final int MOST = 64;
    private static final Duration LONGEST = Duration.ofSeconds(4);
    /// While the database works on one group, the answers of another are made.
    private static final int GROUPS = 2;
    /// So many are worth a group beside another; fewer cost less in the one after it, which comes soon.
    private static final int ENOUGH = 8;

    private final class Waiting {
        private final T item;
        /// What its caller does to have the result: lead the group whose first this is, or take what another
        /// who led it has for him.
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
        List<Waiting> group = join(mine);
        return group.isEmpty() ? turn(mine).get() : lead(group, mine);
    }

    /// The group that begins with this caller; without one it waits for another to end.
    private synchronized List<Waiting> join(Waiting mine) {
        queue.add(mine);
        return isWorth() ? begin() : List.of();
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

    private R lead(List<Waiting> group, Waiting leader) {
        IntFunction<R> results = worked(group);
        // The next leader before the others: the database has nothing to do until he begins.
        List<Waiting> next = next();
        if (!next.isEmpty()) {
            Waiting first = next.getFirst();
            first.turn.complete(() -> lead(next, first));
        }
        for (int i = 0; i < group.size(); i++) {
            int place = i;
            if (group.get(i) != leader) {
                group.get(i).turn.complete(() -> results.apply(place));
            }
        }
        return results.apply(group.indexOf(leader));
    }

    private IntFunction<R> worked(List<Waiting> group) {
        try {
            return work.apply(group.stream().map(waiting -> waiting.item).toList())::get;
        } catch (RuntimeException failure) {
            return place -> {
                throw failure;
            };
        } catch (Error failure) {
            return place -> {
                throw failure;
            };
        }
    }

    /// The group after one that ends; none where nobody waits, or too few for one beside another.
    private synchronized List<Waiting> next() {
        groups--;
        return isWorth() ? begin() : List.of();
    }

    private boolean isWorth() {
        return !queue.isEmpty() && (groups == 0 || (groups < GROUPS && queue.size() >= ENOUGH));
    }

    private List<Waiting> begin() {
        groups++;
        List<Waiting> group = new ArrayList<>();
        while (!queue.isEmpty() && group.size() < MOST) {
            group.add(queue.remove());
        }
        return group;
    }
}
