package io.fenji.engine.scheme;

import java.time.LocalDate;

/// Dates that come again: `{"every":"month","day":1}`, `{"every":"quarter","day":15}` in each quarter's first
/// month, `{"every":"year","month":4,"day":1}`. In a month without such a day it is the month's last.
///
/// @param month 1 to 12, of a year; 1 for the others
/// @param day 1 to 31
public record Schedule(Every every, int month, int day) {

    /// How often.
    public enum Every {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        private final int months;

        Every(int months) {
            this.months = months;
        }
    }

    /// The last of the dates that is not after this one.
    public LocalDate lastUpTo(LocalDate date) {
        LocalDate start = monthOf(date);
        LocalDate here = in(start);
        return here.isAfter(date) ? in(start.minusMonths(every.months)) : here;
    }

    /// The first of the dates that is after this one.
    public LocalDate nextAfter(LocalDate date) {
        LocalDate start = monthOf(date);
        LocalDate here = in(start);
        return here.isAfter(date) ? here : in(start.plusMonths(every.months));
    }

    /// First day of the month that has the date of the period which this one is in.
    private LocalDate monthOf(LocalDate date) {
        return switch (every) {
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> LocalDate.of(date.getYear(), month, 1);
        };
    }

    private LocalDate in(LocalDate firstOfMonth) {
        return firstOfMonth.withDayOfMonth(Math.min(day, firstOfMonth.lengthOfMonth()));
    }
}
