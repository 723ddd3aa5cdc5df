package io.fenji.report.report;

import io.fenji.report.mart.FeedName;
import io.fenji.report.upstream.ScoringApi.Run;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a reader must know about the data before trusting them.
final class FreshnessNotes {
    private final ReportSubject subject;

    FreshnessNotes(ReportSubject subject) {
        this.subject = subject;
    }

    /// @param behind feeds that could not be read to their ends
    /// @param schemeIsCurrent whether scoring-service told the scheme just now
    List<String> write(
            Set<FeedName> behind,
            boolean schemeIsCurrent,
            boolean namesAreKnown,
            boolean importsAreKnown,
            List<Run> runs,
            @Nullable LocalDate businessDate) {
        List<String> notes = new ArrayList<>();
        if (behind.contains(FeedName.METRICS)) {
            notes.add(subject.texts().get("note.metrics"));
        }
        if (behind.contains(FeedName.TIER_CHANGES)) {
            notes.add(subject.texts().get("note.tiers"));
        }
        if (!schemeIsCurrent) {
            notes.add(subject.texts().get("note.scheme"));
        }
        if (!namesAreKnown) {
            notes.add(subject.texts().get("note.names"));
        }
        if (!importsAreKnown) {
            notes.add(subject.texts().get("note.imports"));
        }
        if (runs.isEmpty()) {
            notes.add(subject.texts().get("note.noRun"));
        } else {
            @Nullable LocalDate run = runs.getFirst().businessDate();
            if (run != null && businessDate != null && !run.equals(businessDate)) {
                notes.add(subject.texts()
                        .get(
                                "note.dates",
                                subject.formats().date(businessDate),
                                subject.formats().date(run)));
            }
        }
        return notes;
    }
}
