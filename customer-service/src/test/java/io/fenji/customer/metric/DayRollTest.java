package io.fenji.customer.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class DayRollTest {
    @Inject
    Database database;

    @Inject
    DayRoll dayRoll;

    /// The day at which the tests' base stands: moving to it changes nothing.
    @Test
    void aChangeThatFailedIsTriedAgainAfterAWhile() {
        LocalDate day = LocalDate.of(2011, 12, 10);
        assertThat(dayRoll.roll(day)).as("rolled already").isFalse();

        failed(day, 1);
        assertThat(dayRoll.roll(day)).as("only just failed").isFalse();
        failed(day, 5);
        assertThat(dayRoll.roll(day))
                .as("failed twice, the last time 5 minutes ago")
                .isFalse();
        longAgo();

        assertThat(dayRoll.roll(day)).isTrue();
        assertThat(dayRoll.roll(day)).as("under way or done").isFalse();
    }

    private void failed(LocalDate day, int minutesAgo) {
        database.call(c -> Sql.update(c, """
                insert into operations (id, kind, request, state, finished_at)
                values (uuidv7(), 'metric-refresh', jsonb_build_object('businessDate', ?::text, 'changeOfDay', true), 'FAILED',
                        now() - ? * interval '1 minute')""", day.toString(), minutesAgo));
    }

    private void longAgo() {
        database.call(c -> Sql.update(c, """
                update operations set finished_at = now() - interval '1 day'
                where kind = 'metric-refresh' and state = 'FAILED'"""));
    }
}
