package io.fenji.scoring.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was in force in a time that has passed, other than had been recorded.
///
/// @param previous what had been recorded for its beginning
public record Correction(
        Instant from, Instant until, @Nullable String previous, Outcome outcome) {

    /// Corrections one after another, with those of one outcome and tier that follow each other without a gap as one.
    public static List<Correction> joined(List<Correction> corrections) {
        List<Correction> joined = new ArrayList<>();
        for (Correction next : corrections) {
            @Nullable Correction last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.until.equals(next.from) && last.isLike(next)) {
                joined.set(joined.size() - 1, new Correction(last.from, next.until, last.previous, last.outcome));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private boolean isLike(Correction other) {
        return Objects.equals(outcome.tier(), other.outcome.tier())
                && outcome.version().equals(other.outcome.version())
                && Objects.equals(outcome.calibrationId(), other.outcome.calibrationId());
    }
}
