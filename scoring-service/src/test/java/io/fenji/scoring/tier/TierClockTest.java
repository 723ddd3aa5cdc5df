package io.fenji.scoring.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.fenji.scoring.testing.CustomerServiceStub;
import io.fenji.scoring.testing.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ServiceTest
class TierClockTest {
    @Inject
    Database database;

    @BeforeEach
    void customerServiceIsThere() {
        CustomerServiceStub.running();
    }

    @Test
    void isTheDatabases() {
        database.call(c -> {
            Instant before = time(c);
            Instant now = TierClock.now(c);
            assertThat(now).isBetween(before, time(c));
            return now;
        });
    }

    /// As after a fail-over to a server whose clock is slow.
    @Test
    void isNeverBeforeWhatWasRecorded() {
        assertThatThrownBy(() -> database.transaction(c -> {
                    Instant later = time(c).plusSeconds(3600);
                    Sql.update(
                            c,
                            "insert into tier_recordings select coalesce(max(last_sequence), 0) + 1000, ?::timestamptz from tier_recordings",
                            later);
                    assertThat(TierClock.now(c)).isAfterOrEqualTo(later);
                    throw new IllegalStateException("nothing of it stays");
                }))
                .hasMessage("nothing of it stays");
    }

    private static Instant time(Connection connection) {
        return Sql.only(
                connection,
                "select clock_timestamp()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
    }
}
