package io.fenji.customer.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.fenji.customer.testing.ServiceTest;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ServiceTest
class PurchaseDaysTest {
    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);

    @Inject
    Database database;

    @Test
    void aZoneIsSteadyFromTheDayAfterItsLastChange() {
        assertThat(PurchaseDays.steadySince(ZoneId.of("Asia/Shanghai"))).isEqualTo("1991-09-15T16:00:00Z");
        assertThat(PurchaseDays.steadySince(ZoneId.of("UTC"))).isBefore("1900-01-01T00:00:00Z");
        assertThat(PurchaseDays.steadySince(ZoneId.of("Europe/London"))).isAfter("2200-01-01T00:00:00Z");
    }

    /// Zones that are steady, were not always, never are, have odd offsets, change at midnight, and left a day out.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asia/Shanghai",
                "Asia/Kolkata",
                "UTC",
                "Europe/London",
                "America/Havana",
                "Pacific/Apia",
                "Australia/Lord_Howe",
                "America/Sao_Paulo"
            })
    void daysAreThoseOfTheZone(String name) {
        ZoneId zone = ZoneId.of(name);
        Random random = new Random(7);
        List<Instant> moments = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            LocalDate day = LAST.minusDays(random.nextInt(30_000));
            Instant start = day.atStartOfDay(zone).toInstant();
            moments.add(random.nextBoolean() ? start : start.minusMillis(1));
            moments.add(start.plusSeconds(random.nextInt(90_000) - 3_600));
        }
        moments.removeIf(moment -> moment.atZone(zone).toLocalDate().isAfter(LAST));
        String counted = PurchaseDays.DAYS
                .replace(":steady", "?::timestamptz")
                .replace(":end", "?::timestamptz")
                .replace(":zone", "?::text");

        long days = database.call(connection -> Sql.only(
                connection,
                "select %s from unnest(?::timestamptz[]) as o (ordered_at)".formatted(counted),
                row -> row.getLong(1),
                PurchaseDays.steadySince(zone),
                LAST.plusDays(1).atStartOfDay(zone).toInstant(),
                name,
                Sql.array(connection, "timestamptz", moments, Instant::toString)));

        assertThat(days)
                .isEqualTo(moments.stream()
                        .map(moment -> moment.atZone(zone).toLocalDate())
                        .distinct()
                        .count());
    }
}
