package io.fenji.scoring.clock;

import io.fenji.kit.clock.BusinessClock;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import io.fenji.kit.sql.Database;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Reads `asOf` and `knownAt`: a time stamp, or a date for the end of that business day.
@ApplicationScoped
public class ClockReader {
    /// Ends when everything that was recorded before is visible, see `record_tier_changes()`. The time is that of the
    /// statement's begin, before it has waited.
    private static final String SETTLED = "select pg_advisory_xact_lock_shared(112585830198017), statement_timestamp()";

    private static final int DATE_LENGTH = 10;
    private static final int LAST_YEAR = 9999;

    private final Database database;
    private final ZoneId zone;

    ClockReader(Database database, BusinessClock clock) {
        this.database = database;
        this.zone = clock.zone();
    }

    /// What is asked. Known is what is known now unless said otherwise, and in force what was when it was known.
    ///
    /// The answer to it never changes: nothing can be recorded as of a time that was now.
    ///
    /// @param place where the caller said it: empty for parameters, `/` for a body
    /// @return null when neither clock was given: then the present is asked for
    /// @throws ProblemException 400 for what is no time, or one to come
    public @Nullable Clocks read(String place, @Nullable String asOf, @Nullable String knownAt) {
        if (asOf == null && knownAt == null) {
            return null;
        }
        Instant now = database.call(c -> Sql.only(
                c, SETTLED, row -> row.getObject(2, OffsetDateTime.class).toInstant()));
        Instant known = knownAt == null ? now : moment(place + "knownAt", knownAt, now);
        return new Clocks(asOf == null ? known : moment(place + "asOf", asOf, now), known);
    }

    private Instant moment(String pointer, String text, Instant now) {
        Instant moment;
        try {
            moment = text.length() == DATE_LENGTH ? endOf(LocalDate.parse(text), now) : instant(text);
        } catch (DateTimeException unreadable) {
            throw problem(
                    pointer,
                    "INVALID_VALUE",
                    "%s must be a time such as 2026-06-30T01:02:03Z, or a date".formatted(name(pointer)));
        }
        if (moment.isAfter(now)) {
            throw problem(pointer, "IN_THE_FUTURE", "%s is %s, and it is %s".formatted(name(pointer), text, now));
        }
        return moment;
    }

    /// The day's last microsecond; today's is now.
    private Instant endOf(LocalDate date, Instant now) {
        if (date.equals(LocalDate.ofInstant(now, zone))) {
            return now;
        }
        require(date.getYear());
        return date.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
    }

    private static Instant instant(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        require(time.getYear());
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void require(int year) {
        if (year < 1 || year > LAST_YEAR) {
            throw new DateTimeException("PostgreSQL knows no other years");
        }
    }

    private static ProblemException problem(String pointer, String code, String detail) {
        return ProblemException.at(
                pointer.startsWith("/") ? CommonProblem.INVALID_REQUEST : CommonProblem.INVALID_PARAMETER,
                pointer,
                code,
                detail);
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
