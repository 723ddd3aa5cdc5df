package io.fenji.report.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a report compares the last run with.
///
/// @param date for `DATE` only: the newest run on or before it
@RegisterForReflection
public record Comparison(@NotNull To to, @Nullable LocalDate date) {
    public enum To {
        /// The newest run at an earlier business date.
        PREVIOUS,
        /// The newest run on or before the same day a year earlier.
        LAST_YEAR,
        DATE
    }

    public static final Comparison PREVIOUS = new Comparison(To.PREVIOUS, null);

    @JsonIgnore
    @AssertTrue(message = "must be given with DATE, and only with it")
    public boolean isDateFitting() {
        return (to == To.DATE) == (date != null);
    }

    /// The last day whose runs count; nothing for the previous run.
    public Optional<LocalDate> latest(LocalDate last) {
        return switch (to) {
            case PREVIOUS -> Optional.empty();
            case LAST_YEAR -> Optional.of(last.minusYears(1));
            case DATE -> Optional.ofNullable(date);
        };
    }
}
