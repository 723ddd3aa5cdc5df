package io.fenji.report.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the figures rest on.
public record Quality(
        long customers,
        long withPurchase,
        long withoutPurchase,
        long orders,
        Money grossSpend,
        Money purchaseSpend,
        long nonPositiveSpend,
        long withoutRegion,
        long tiersWithoutCustomer,
        @Nullable LocalDate earliestActivity,
        @Nullable LocalDate latestPurchase,
        List<ImportQuality> imports) {

    /// An import, whichever way it ended. One that has counted nothing has no counts.
    public record ImportQuality(
            UUID id,
            String type,
            @Nullable String filename,
            String state,
            @Nullable Long read,
            @Nullable Long landed,
            @Nullable Long rejected,
            List<RejectionReason> reasons,
            @Nullable Instant finishedAt) {}

    public record RejectionReason(
            String code, long count, @Nullable String reason) {}
}
