package io.fenji.customer.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TogetherTest {
    @Test
    void whatComesWhileGroupsAreWorkedOnIsDoneInOne() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
        Together<Integer, Integer> doubling = new Together<>(group -> {
            groups.add(group);
            begun.countDown();
            await(free);
            return group.stream().map(number -> 2 * number).toList();
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                int number = i;
                results.add(callers.submit(() -> doubling.run(number)));
            }
            await(begun);
            CountDownLatch coming = new CountDownLatch(93);
            for (int i = 9; i < 102; i++) {
                int number = i;
                results.add(callers.submit(() -> {
                    coming.countDown();
                    return doubling.run(number);
                }));
            }
            await(coming);
            free.countDown();
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(2 * i);
            }
        }
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeBetween(1, 64));
        assertThat(groups.subList(0, 2).stream().map(List::size)).containsExactlyInAnyOrder(1, 8);
        assertThat(groups.stream().flatMap(List::stream)).hasSize(102).doesNotHaveDuplicates();
    }

    @Test
    void aFewWaitForTheGroupBeforeThemAndNobodyForOneAfterHisOwn() throws Exception {
        List<CountDownLatch> ends =
                Stream.generate(() -> new CountDownLatch(1)).limit(3).toList();
        List<CountDownLatch> begins =
                Stream.generate(() -> new CountDownLatch(1)).limit(3).toList();
        AtomicInteger next = new AtomicInteger();
        Together<Integer, Integer> doubling = new Together<>(group -> {
            int number = next.getAndIncrement();
            begins.get(number).countDown();
            await(ends.get(number));
            return group.stream().map(each -> 2 * each).toList();
        });
        FutureTask<Integer> first = new FutureTask<>(() -> doubling.run(0));
        Thread.ofVirtual().start(first);
        await(begins.get(0));
        List<FutureTask<Integer>> second = waiting(doubling, 10, 11, 12);
        assertThat(next).as("groups before there is room").hasValue(1);
        ends.get(0).countDown();
        assertThat(first.get()).isZero();
        await(begins.get(1));
        List<FutureTask<Integer>> third = waiting(doubling, 13, 14);
        ends.get(1).countDown();
        assertThat(results(second)).containsExactly(20, 22, 24);
        await(begins.get(2));
        assertThat(third).noneMatch(FutureTask::isDone);
        ends.get(2).countDown();
        assertThat(results(third)).containsExactly(26, 28);
    }

    @Test
    void aFailureIsTheCallersAndTheNextGroupIsDone() {
        Together<String, String> failing = new Together<>(group -> {
            if (group.contains("bad")) {
                throw new IllegalArgumentException("bad");
            }
            return group;
        });

        assertThatThrownBy(() -> failing.run("bad")).isInstanceOf(IllegalArgumentException.class);
        assertThat(failing.run("good")).isEqualTo("good");
    }

    /// Callers for whom there is no group yet.
    private static List<FutureTask<Integer>> waiting(Together<Integer, Integer> together, int... items) {
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        for (int item : items) {
            FutureTask<Integer> task = new FutureTask<>(() -> together.run(item));
            tasks.add(task);
            Thread caller = Thread.ofVirtual().start(task);
            while (caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        return tasks;
    }

    private static List<Integer> results(List<FutureTask<Integer>> tasks) throws Exception {
        List<Integer> results = new ArrayList<>();
        for (FutureTask<Integer> task : tasks) {
            results.add(task.get());
        }
        return results;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
