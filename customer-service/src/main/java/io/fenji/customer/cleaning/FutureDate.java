package io.fenji.customer.cleaning;

import io.fenji.customer.mapping.Field;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Dates and times after the business date. Years have four digits here, so ISO texts are in order as they stand.
final class FutureDate implements Step {
    private final String limit;

    FutureDate(RuleParameters parameters, Field field, LocalDate today, ZoneId zone) {
        LocalDate first = today.plusDays(1L + (parameters.toleranceDays() == null ? 0 : parameters.toleranceDays()));
        if (field.format() == Field.Format.DATE) {
            this.limit = first.toString();
        } else {
            String instant = first.atStartOfDay(zone).toInstant().toString();
            // Without its Z, so that the instant itself and its fractions are not below it.
            this.limit = instant.substring(0, instant.length() - 1);
        }
    }

    @Override
    public @Nullable String mend(String value) {
        return value.compareTo(limit) >= 0 ? null : value;
    }
}
