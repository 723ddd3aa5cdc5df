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
            results.add(callers.submit(() -> doubling.run(0)));
            results.add(callers.submit(() -> doubling.run(1)));
            await(begun);
            CountDownLatch coming = new CountDownLatch(100);
            for (int i = 2; i < 102; i++) {
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
        assertThat(groups.stream().flatMap(List::stream)).hasSize(102).doesNotHaveDuplicates();
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
