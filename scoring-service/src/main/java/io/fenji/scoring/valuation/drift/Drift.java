package io.fenji.scoring.valuation.drift;

import io.fenji.engine.value.quality.DriftBand;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/// Orders that came since a calibration against those that it expected.
///
/// @param days up to the date of the check
/// @param customers of the calibration's base
/// @param tolerance by which actual orders may differ
@RegisterForReflection
public record Drift(
        LocalDate checkedOn,
        Instant checkedAt,
        int days,
        long customers,
        BigDecimal expected,
        long actual,
        BigDecimal tolerance,
        boolean drifted) {
    static final String COLUMNS = "checked_on, checked_at, days, customers, expected, actual, tolerance, drifted";

    static Drift of(DriftBand.Outcome outcome, LocalDate today, int days, Instant now) {
        return new Drift(
                today,
                now,
                days,
                outcome.customers(),
                rounded(outcome.predicted()),
                outcome.actual(),
                rounded(outcome.tolerance()),
                outcome.drifted());
    }

    static Drift read(ResultSet row) throws SQLException {
        return new Drift(
                row.getObject(1, LocalDate.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getInt(3),
                row.getLong(4),
                row.getBigDecimal(5),
                row.getLong(6),
                row.getBigDecimal(7),
                row.getBoolean(8));
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP);
    }
}
