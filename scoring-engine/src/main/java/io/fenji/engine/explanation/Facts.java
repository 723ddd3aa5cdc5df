package io.fenji.engine.explanation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is known of an evaluated customer besides the explanation. Times are as they are to be read.
///
/// @param since when the customer got the tier, or left
/// @param overrideEnds from when on an override no longer holds; null for none, or no date
/// @param calibration null where the scheme takes nothing from the base
public record Facts(
        LocalDate since,
        @Nullable LocalDate overrideEnds,
        @Nullable Calibrated calibration,
        Freshness freshness) {

    /// When the numbers of the scheme were taken from the base, and of how many members.
    public record Calibrated(String at, long members) {}

    /// How fresh the tier is.
    ///
    /// @param dataAsOf changes up to this time are in it
    /// @param computedAt when it was last evaluated
    public record Freshness(String dataAsOf, String computedAt, LocalDate businessDate) {}
}
