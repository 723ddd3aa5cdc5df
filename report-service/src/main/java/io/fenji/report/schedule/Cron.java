package io.fenji.report.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The times of a cron expression, to the minute.
final class Cron {
    /// Longer is the wait for 29 February on a Monday, and longer than that there is nothing to wait for.
    private static final int FARTHEST_YEARS = 41;

    private static final Duration LARGEST_CHANGE = Duration.ofHours(3);

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;

    private Cron(ExecutionTime times) {
        this.times = times;
    }

    /// Reads a stored expression.
    static Cron of(String expression) {
        return new Cron(ExecutionTime.forCron(PARSER.parse(expression).validate()));
    }

    /// Reads an expression that somebody sent.
    ///
    /// @throws ProblemException 400 with what is wrong with it
    static Cron parse(String expression, Instant now, ZoneId zone) {
        @Nullable Cron cron;
        try {
            cron = of(expression);
        } catch (IllegalArgumentException wrong) {
            throw invalid(String.valueOf(wrong.getMessage()), wrong);
        }
        if (cron.after(now, zone).isEmpty()) {
            throw invalid("It has no time within the next %d years".formatted(FARTHEST_YEARS), null);
        }
        return cron;
    }

    /// The first time after this one; nothing when it is too far.
    Optional<Instant> after(Instant time, ZoneId zone) {
        ZonedDateTime local = local(time, zone).minus(LARGEST_CHANGE);
        while (true) {
            Optional<ZonedDateTime> next = times.nextExecution(local)
                    .filter(found -> found.isBefore(local(time, zone).plusYears(FARTHEST_YEARS)));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Instant instant = instant(next.get(), zone);
            if (instant.isAfter(time)) {
                return Optional.of(instant);
            }
            local = next.get();
        }
    }

    /// The last time up to this one.
    Optional<Instant> upTo(Instant time, ZoneId zone) {
        ZonedDateTime local =
                local(time, zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1).plus(LARGEST_CHANGE);
        while (true) {
            Optional<ZonedDateTime> last = times.lastExecution(local);
            if (last.isEmpty()) {
                return Optional.empty();
            }
            Instant instant = instant(last.get(), zone);
            if (!instant.isAfter(time)) {
                return Optional.of(instant);
            }
            local = last.get();
        }
    }

    /// What the zone's clocks show, in a zone whose clocks never change: there the library walks evenly.
    private static ZonedDateTime local(Instant time, ZoneId zone) {
        return time.atZone(zone).withZoneSameLocal(ZoneOffset.UTC);
    }

    /// A time that is skipped comes as much later as the clocks go forward, one that comes twice is the first.
    private static Instant instant(ZonedDateTime local, ZoneId zone) {
        return ZonedDateTime.ofLocal(local.toLocalDateTime(), zone, null).toInstant();
    }

    private static ProblemException invalid(String reason, @Nullable Throwable cause) {
        ProblemException problem = ProblemException.at(CommonProblem.INVALID_REQUEST, "/cron", "INVALID_CRON", reason);
        if (cause != null) {
            problem.addSuppressed(cause);
        }
        return problem;
    }
}
