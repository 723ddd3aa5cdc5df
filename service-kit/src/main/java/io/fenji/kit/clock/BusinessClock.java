package io.fenji.kit.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What day it is for the business. Time stamps are the real clock's; the business date can be fixed for
/// tests and demos.
@ApplicationScoped
public class BusinessClock {
    private final ZoneId zone;
    private final Optional<LocalDate> fixedDate;
    private final Clock clock;

    BusinessClock(
            @ConfigProperty(name = "fenji.zone", defaultValue = "Asia/Shanghai") ZoneId zone,
            @ConfigProperty(name = "fenji.business-date") Optional<LocalDate> fixedDate) {
        if (!ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            // PostgreSQL reads UTC+8 the other way round than Java does.
            throw new IllegalArgumentException(
                    "fenji.zone is %s: take a region such as Asia/Shanghai, not an offset".formatted(zone));
        }
        this.zone = zone;
        this.fixedDate = fixedDate;
        this.clock = Clock.system(zone);
    }

    public ZoneId zone() {
        return zone;
    }

    /// Whether the business date is fixed by configuration and does not roll at midnight.
    public boolean isFixed() {
        return fixedDate.isPresent();
    }

    public LocalDate today() {
        return fixedDate.orElseGet(() -> LocalDate.now(clock));
    }

    /// Now, in microseconds as PostgreSQL keeps them.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
