package io.fenji.customer.landing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a file: `read` = `landed` + `rejected` + `skipped` rows; the others count resources.
@RegisterForReflection
public record Outcome(
        Counts counts,
        List<RejectionCount> rejectedByCode,
        @Nullable List<CleaningCount> cleanedByRule) {
    /// How many values of landed rows a cleaning rule mended or marked.
    @RegisterForReflection
    public record CleaningCount(String rule, long repaired, long flagged) {}

    /// Rows and resources.
    @RegisterForReflection
    public record Counts(
            long read,
            long landed,
            long rejected,
            long skipped,
            @Nullable Long orders,
            @Nullable Long customers,
            @Nullable Long products,
            @Nullable Long interactions,
            @Nullable Long feedback,
            long created,
            long updated,
            long unchanged,
            @Nullable Long customersCreated,
            @Nullable Long productsCreated,
            long metricsChanged) {}

    /// How many rows a reason refused.
    @RegisterForReflection
    public record RejectionCount(String code, long count, String reason) {
        public RejectionCount in(RefusalTexts texts) {
            return new RejectionCount(code, count, texts.summary(code));
        }
    }
}
