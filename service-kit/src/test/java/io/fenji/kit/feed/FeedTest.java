package io.fenji.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.problem.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {
    private static final UUID EPOCH = UUID.randomUUID();

    @Test
    void readsBackItsCursor() {
        FeedCursor cursor = new FeedCursor(EPOCH, 4711);

        assertThat(FeedCursor.parse(cursor.encode(), EPOCH)).isEqualTo(cursor);
    }

    @Test
    void beginsWithoutACursor() {
        assertThat(FeedCursor.parse(null, EPOCH).sequence()).isZero();
    }

    @Test
    void sendsFollowersOfAnotherEpochBackToTheStart() {
        String cursor = new FeedCursor(UUID.randomUUID(), 1).encode();

        assertThatThrownBy(() -> FeedCursor.parse(cursor, EPOCH))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(410));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AAAA", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw"})
    void refusesWhatIsNoCursor(String cursor) {
        assertThatThrownBy(() -> FeedCursor.parse(cursor, EPOCH))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type().status()).isEqualTo(400));
    }

    @Test
    void catchesUpUntilThereIsNoMore() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        try (FeedFollower follower = new FeedFollower("trial", Duration.ZERO, wait -> pages.incrementAndGet() < 5)) {
            follower.catchUp();

            assertThat(pages).hasValue(5);
            assertThat(follower.status().lastSuccess()).isNotNull();
        }
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch recovered = new CountDownLatch(1);
        FeedFollower.Step step = wait -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            recovered.countDown();
            return false;
        };
        try (FeedFollower follower = new FeedFollower("trial", Duration.ZERO, step)) {
            follower.start();

            assertThat(recovered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(follower.status().lastFailure()).isNotNull();
        }
    }
}
