package io.fenji.report.report;

import io.fenji.report.analytics.MovementQuery.Cell;
import io.fenji.report.analytics.MovementQuery.Move;
import io.fenji.report.analytics.TierOrder;
import io.fenji.report.content.Migration;
import io.fenji.report.content.Migration.MigrationCell;
import io.fenji.report.content.Migration.Mover;
import io.fenji.report.upstream.ScoringApi.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Movement between tiers.
final class MigrationWriter {
    private final ReportSubject subject;
    private final Names names;

    MigrationWriter(ReportSubject subject, Names names) {
        this.subject = subject;
        this.names = names;
    }

    /// @param runs newest first
    Migration write(Figures figures, List<Run> runs) {
        @Nullable Run earlier = figures.comparedWith();
        if (earlier == null) {
            return Migration.unavailable(runs.isEmpty() ? null : ContentWriter.reference(runs.getFirst()));
        }
        long rose = 0;
        long fell = 0;
        long entered = 0;
        long left = 0;
        long unchanged = 0;
        long incomparable = 0;
        TierOrder ranks = figures.ranks();
        List<MigrationCell> cells = new ArrayList<>();
        for (Cell cell : figures.moves()) {
            if (cell.from() == 0) {
                entered += cell.customers();
            } else if (cell.to() == 0) {
                left += cell.customers();
            } else if (cell.from() == cell.to()) {
                unchanged += cell.customers();
            } else if (!ranks.comparable(cell.from(), cell.to())) {
                incomparable += cell.customers();
            } else if (cell.from() > cell.to()) {
                rose += cell.customers();
            } else {
                fell += cell.customers();
            }
            cells.add(new MigrationCell(key(ranks, cell.from()), key(ranks, cell.to()), cell.customers()));
        }
        return new Migration(
                true,
                ContentWriter.reference(earlier),
                ContentWriter.reference(runs.getFirst()),
                cells,
                rose,
                fell,
                entered,
                left,
                unchanged,
                incomparable,
                movers(figures.risers()),
                movers(figures.fallers()));
    }

    private static @Nullable String key(TierOrder ranks, int rank) {
        return rank == 0 ? null : ranks.at(rank).key();
    }

    private List<Mover> movers(List<Move> moves) {
        return moves.stream()
                .map(move -> new Mover(
                        move.id(),
                        names.label(move.id(), move.key()),
                        move.key(),
                        subject.tiers().at(move.from()).key(),
                        subject.tierName(move.from()),
                        subject.tiers().at(move.to()).key(),
                        subject.tierName(move.to()),
                        subject.money(move.spend())))
                .toList();
    }
}
