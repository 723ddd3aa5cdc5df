package io.fenji.scoring.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private final RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)));

    @Test
    void laterEachTimeAndByChanceAFifthLaterStill() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            assertThat(schedule.pauseAfter(1, null, random)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
            assertThat(schedule.pauseAfter(2, null, random)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        }
    }

    @Test
    void endsAfterTheLastPause() {
        assertThat(schedule.pauseAfter(3, null, new Random(7))).isNull();
        assertThat(schedule.pauseAfter(3, Duration.ofSeconds(1), new Random(7))).isNull();
    }

    @Test
    void doesNotComeBeforeTheReceiverWantsIt() {
        assertThat(schedule.pauseAfter(1, Duration.ofHours(1), new Random(7))).isEqualTo(Duration.ofHours(1));
        assertThat(schedule.pauseAfter(2, Duration.ofSeconds(1), new Random(7)))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }
}
