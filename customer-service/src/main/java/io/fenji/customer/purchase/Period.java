package io.fenji.customer.purchase;

import io.fenji.customer.value.Checks;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The days that a caller asks for.
///
/// @param until the last day that counts
/// @param holdoutUntil the last day of the holdout after it; null for none
record Period(LocalDate until, @Nullable LocalDate holdoutUntil) {
    /// What the parameters say.
    ///
    /// @param businessDate no day after it is known
    /// @throws ProblemException 400 for a text that is no date, and for a date out of range
    static Period of(@Nullable String until, @Nullable String holdoutUntil, LocalDate businessDate) {
        @Nullable LocalDate last = Checks.date("until", until);
        @Nullable LocalDate holdout = Checks.date("holdoutUntil", holdoutUntil);
        LocalDate end = last == null ? businessDate : last;
        require("until", end, Checks.EARLIEST, businessDate);
        if (holdout != null) {
            require("holdoutUntil", holdout, end.plusDays(1), businessDate);
        }
        return new Period(end, holdout);
    }

    private static void require(String name, LocalDate date, LocalDate first, LocalDate last) {
        if (date.isBefore(first) || date.isAfter(last)) {
            throw ProblemException.at(
                    CommonProblem.INVALID_PARAMETER,
                    name,
                    "OUT_OF_RANGE",
                    first.isAfter(last)
                            ? "%s must be after until, and the business date %s is not".formatted(name, last)
                            : "%s is %s, it must be between %s and %s".formatted(name, date, first, last));
        }
    }

    /// The day before the period of the holdout's length that ends with `until`.
    LocalDate beforePrevious() {
        return holdoutUntil == null ? until : until.minusDays(ChronoUnit.DAYS.between(until, holdoutUntil));
    }
}
