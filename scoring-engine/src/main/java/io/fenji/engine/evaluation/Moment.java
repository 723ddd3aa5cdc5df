package io.fenji.engine.evaluation;

import java.time.LocalDate;

/// When an evaluation is made.
///
/// @param businessDate what the metrics' days are counted to
/// @param reviews whether reviews that have become due are made, missed ones too; an evaluation of the whole base makes
///     them, that of a changed customer does not
public record Moment(LocalDate businessDate, boolean reviews) {

    /// For schemes whose tiers follow the cut at once.
    public static final Moment ANY = new Moment(LocalDate.EPOCH, false);

    /// When nothing but time is asked about.
    public static Moment on(LocalDate businessDate) {
        return new Moment(businessDate, false);
    }
}
