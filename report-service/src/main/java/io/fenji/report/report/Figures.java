package io.fenji.report.report;

import io.fenji.report.analytics.BaseFigures;
import io.fenji.report.analytics.ContributionQuery;
import io.fenji.report.analytics.MovementQuery;
import io.fenji.report.analytics.MovementQuery.Cell;
import io.fenji.report.analytics.MovementQuery.Move;
import io.fenji.report.analytics.RankedCustomer;
import io.fenji.report.analytics.RecencyFrequencyQuery;
import io.fenji.report.analytics.RegionQuery;
import io.fenji.report.analytics.ReportBase;
import io.fenji.report.analytics.TierFigures;
import io.fenji.report.analytics.TierOrder;
import io.fenji.report.content.Contribution;
import io.fenji.report.content.RecencyFrequency;
import io.fenji.report.content.Regions;
import io.fenji.report.definition.Comparison;
import io.fenji.report.mart.MartState;
import io.fenji.report.upstream.ScoringApi.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that one report takes from the mart, read in one snapshot.
///
/// @param comparedWith the earlier run, null when there is none
/// @param ranks what the ranks of moves mean, those held then only included
record Figures(
        MartState state,
        @Nullable Instant tiersAsOf,
        BaseFigures base,
        List<TierFigures> tiers,
        Contribution contribution,
        RecencyFrequency recencyFrequency,
        Regions regions,
        List<RankedCustomer> largest,
        @Nullable Run comparedWith,
        TierOrder ranks,
        List<Cell> moves,
        List<Move> risers,
        List<Move> fallers) {
    private static final int TOP_CUSTOMERS = 20;
    private static final int MOVERS = 10;

    /// The run to compare with, null when there is none.
    static @Nullable Run comparedWith(List<Run> runs, Comparison comparison) {
        @Nullable LocalDate last = runs.isEmpty() ? null : runs.getFirst().businessDate();
        if (last == null) {
            return MovementQuery.comparedWith(runs);
        }
        return comparison
                .latest(last)
                .map(latest -> MovementQuery.notAfter(runs, latest))
                .orElseGet(() -> Optional.ofNullable(MovementQuery.comparedWith(runs)))
                .orElse(null);
    }

    /// @param runs newest first
    /// @param earlier the one to compare with, null for none
    static Figures read(Connection connection, ReportSubject subject, List<Run> runs, @Nullable Run earlier)
            throws SQLException {
        ReportBase.create(connection, subject.scheme(), subject.tiers());
        TierOrder ranks = earlier == null
                ? subject.tiers()
                : MovementQuery.create(connection, subject.scheme().key(), subject.tiers(), runs, earlier);
        return new Figures(
                MartState.read(connection),
                MartState.tiersAsOf(connection, subject.scheme().key()),
                BaseFigures.read(connection, subject.scheme().key()),
                TierFigures.ofReport(connection, subject.tiers()),
                ContributionQuery.read(connection, subject.currency()),
                RecencyFrequencyQuery.read(connection, subject.texts(), subject.currency()),
                RegionQuery.read(connection, subject.texts(), subject.currency()),
                RankedCustomer.largest(connection, TOP_CUSTOMERS),
                earlier,
                ranks,
                earlier == null ? List.of() : MovementQuery.cells(connection),
                earlier == null ? List.of() : MovementQuery.risers(connection, ranks, MOVERS),
                earlier == null ? List.of() : MovementQuery.fallers(connection, ranks, MOVERS));
    }
}
