package io.fenji.report.analytics;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The query parameters of analyses of a scheme over a time.
@RegisterForReflection
public record PeriodParameters(
        @QueryParam("scheme") @Nullable String scheme,
        @QueryParam("from") @Nullable String from,
        @QueryParam("to") @Nullable String to,
        @QueryParam("region") @Nullable String region,
        @QueryParam("industry") @Nullable String industry,
        @QueryParam("channel") @Nullable String channel,
        @QueryParam("accountManager") @Nullable String accountManager,
        @QueryParam("minGroup") @Nullable String minGroup,
        @QueryParam("format") @Nullable String format) {

    /// The time, both days with it.
    record Period(LocalDate from, LocalDate to) {}

    /// What all analyses take.
    AnalyticsParameters common() {
        return new AnalyticsParameters(scheme, null, region, industry, channel, accountManager, minGroup, format);
    }

    /// The time asked about: up to the business date, a year long, unless it is said.
    Period period(LocalDate today) {
        @Nullable LocalDate first = Parameters.date("from", from);
        @Nullable LocalDate last = Parameters.date("to", to);
        LocalDate end = last == null ? today : last;
        if (end.isAfter(today)) {
            throw Parameters.invalid("to", "lies after the business date, " + today);
        }
        LocalDate start = first == null ? end.minusYears(1) : first;
        if (start.isAfter(end)) {
            throw Parameters.invalid("from", "lies after 'to', " + end);
        }
        return new Period(start, end);
    }
}
