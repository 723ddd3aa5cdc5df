package io.fenji.report.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-06-30T01:02:03.456789Z");

    @Test
    void takesTimesInTheBusinessZone() {
        assertThat(Cron.of("0 7 1 * *").after(NOW, SHANGHAI)).contains(Instant.parse("2026-06-30T23:00:00Z"));
        assertThat(Cron.of("0 7 * * 1").after(NOW, SHANGHAI)).contains(Instant.parse("2026-07-05T23:00:00Z"));
        assertThat(Cron.of("0 7 * * 7").after(NOW, SHANGHAI)).contains(Instant.parse("2026-07-04T23:00:00Z"));
        assertThat(Cron.of("*/15 * * * *").after(NOW, SHANGHAI)).contains(Instant.parse("2026-06-30T01:15:00Z"));
        assertThat(Cron.of("0 7 29 2 *").after(NOW, SHANGHAI)).contains(Instant.parse("2028-02-28T23:00:00Z"));
    }

    @Test
    void countsATimeAsPassedInItsOwnSecond() {
        Instant slot = Instant.parse("2026-06-30T23:00:00Z");
        assertThat(Cron.of("0 7 1 * *").upTo(slot, SHANGHAI)).contains(slot);
        assertThat(Cron.of("0 7 1 * *").upTo(slot.minusMillis(1), SHANGHAI))
                .contains(Instant.parse("2026-05-31T23:00:00Z"));
        assertThat(Cron.of("0 7 1 * *").after(slot, SHANGHAI)).contains(Instant.parse("2026-07-31T23:00:00Z"));
    }

    @Test
    void findsTheNewestTimeThatWalkingFromTimeToTimeFinds() {
        Random random = new Random(39);
        for (String expression : List.of("0 7 * * *", "30 2 * * *", "*/20 1-4 * * *", "0 0 1 * *", "15 3 * * 0")) {
            Cron cron = Cron.of(expression);
            for (int i = 0; i < 40; i++) {
                Instant start = NOW.plusSeconds(random.nextInt(400 * 24 * 3600));
                Instant end = start.plusSeconds(random.nextInt(40 * 24 * 3600));
                for (ZoneId zone : List.of(SHANGHAI, BERLIN)) {
                    Instant walked = null;
                    Instant next = cron.after(start, zone).orElseThrow();
                    while (!next.isAfter(end)) {
                        walked = next;
                        Instant later = cron.after(next, zone).orElseThrow();
                        assertThat(later).as("%s %s %s", expression, zone, next).isAfter(next);
                        next = later;
                    }
                    if (walked != null) {
                        assertThat(cron.upTo(end, zone))
                                .as("%s up to %s in %s", expression, end, zone)
                                .contains(walked);
                    }
                }
            }
        }
    }

    @Test
    void comesOnceADayWhenTheClockChanges() {
        Cron cron = Cron.of("30 2 * * *");
        Instant time = Instant.parse("2026-03-27T12:00:00Z");
        for (int day = 28; day <= 31; day++) {
            time = cron.after(time, BERLIN).orElseThrow();
            assertThat(time.atZone(BERLIN).getDayOfMonth()).isEqualTo(day);
        }
        ZonedDateTime autumn = ZonedDateTime.of(2026, 10, 24, 12, 0, 0, 0, BERLIN);
        Instant first = cron.after(autumn.toInstant(), BERLIN).orElseThrow();
        Instant second = cron.after(first, BERLIN).orElseThrow();
        assertThat(first.atZone(BERLIN).getDayOfMonth()).isEqualTo(25);
        assertThat(second.atZone(BERLIN).getDayOfMonth()).isEqualTo(26);
        assertThat(Duration.between(first, second)).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whenever",
                "0 7 * *",
                "0 7 * * * *",
                "60 7 * * *",
                "0 24 * * *",
                "0 7 32 * *",
                "0 7 30 2 *",
                "0 7 * 13 *",
                "0 7 * * 8",
                "0 7 * * MON-",
                "*/0 * * * *",
                "@daily",
                "         ",
                "5-1 7 * * *",
                "0 7 ? * ?",
                "99999999999 7 * * *"
            })
    void refusesWhatHasNoTimes(String expression) {
        assertThatThrownBy(() -> Cron.parse(expression, NOW, SHANGHAI))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem ->
                                assertThat(problem.errors().getFirst().code()).isEqualTo("INVALID_CRON"));
    }
}
