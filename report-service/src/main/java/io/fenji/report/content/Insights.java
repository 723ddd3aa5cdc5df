package io.fenji.report.content;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a report says beyond the state of tiers. Null stands for what the service that knows it could not tell.
///
/// @param overdue of each tier, best first
/// @param preferences of the categories that most customers bought, one for each tier
/// @param moves what went with rising and falling; empty when nothing is compared
/// @param changes of the criteria between the runs compared, null when they could not be asked
public record Insights(
        TierTable regions,
        TierTable industries,
        List<Overdue> overdue,
        @Nullable Warnings warnings,
        @Nullable List<Segment> segments,
        List<Preference> preferences,
        @Nullable ValueOutlook value,
        boolean valueKnown,
        Risks risks,
        List<MoveReason> moves,
        @Nullable List<String> changes,
        List<Recommendation> recommendations) {

    public Insights with(List<Recommendation> found) {
        return new Insights(
                regions,
                industries,
                overdue,
                warnings,
                segments,
                preferences,
                value,
                valueKnown,
                risks,
                moves,
                changes,
                found);
    }

    /// Customers of groups by tier: the largest by spend, then the others together, then those of whom it is not known.
    ///
    /// @param known how many groups there are
    public record TierTable(int known, List<Group> groups) {}

    /// A group of customers.
    ///
    /// @param byTier customers of each tier, best first
    public record Group(String name, boolean named, List<Long> byTier, long customers, Money spend) {}

    /// Customers who should long have bought again.
    ///
    /// @param spend theirs of 365 days
    public record Overdue(int rank, String tier, long customers, long ofTier, Money spend) {}

    /// Open warnings by kind.
    ///
    /// @param more whether there are more than were counted
    public record Warnings(boolean more, List<WarningKind> kinds) {
        public long high() {
            return kinds.stream().mapToLong(WarningKind::high).sum();
        }

        public long all() {
            return kinds.stream()
                    .mapToLong(kind -> kind.high() + kind.medium() + kind.low())
                    .sum();
        }
    }

    public record WarningKind(String name, long high, long medium, long low) {}

    public record Segment(String set, String name, long customers, Money spend) {}

    /// A tier and a category.
    ///
    /// @param lift above 1 when the tier prefers the category
    /// @param certain whether chance does not explain it
    public record Preference(
            int rank,
            String tier,
            String category,
            long buyers,
            @Nullable BigDecimal share,
            @Nullable BigDecimal shareFrom,
            @Nullable BigDecimal shareTo,
            @Nullable BigDecimal lift,
            boolean certain) {}

    /// A calibration of the value models.
    ///
    /// @param backTest null when nothing was held out
    public record ValueOutlook(
            @Nullable LocalDate asOf,
            String model,
            long customers,
            long repeaters,
            List<String> reasons,
            @Nullable BackTest backTest) {}

    /// Predictions from the past against what came.
    ///
    /// @param error how far the sum was off, of what came; null when nothing came
    public record BackTest(
            int days,
            long customers,
            BigDecimal predicted,
            long actual,
            long naive,
            @Nullable BigDecimal error,
            BigDecimal absoluteError,
            BigDecimal naiveAbsoluteError,
            List<BackTestClass> classes) {}

    /// Means a customer.
    public record BackTestClass(int orders, long customers, BigDecimal predicted, BigDecimal actual) {}

    /// Customers that may be lost.
    ///
    /// @param modelled whether the chance to lose somebody is the value model's; otherwise it is seen from silence
    /// @param more whether there are more than were told
    public record Risks(boolean modelled, boolean more, long customers, Money spend, List<Risk> largest) {}

    /// One of them.
    ///
    /// @param chance to lose the customer, null when it is seen from silence
    /// @param gap mean days between the customer's orders
    /// @param atRisk chance × value, or what was spent in 365 days
    public record Risk(
            UUID customerId,
            String label,
            @Nullable String key,
            int rank,
            @Nullable BigDecimal chance,
            @Nullable BigDecimal recency,
            @Nullable BigDecimal gap,
            Money atRisk) {}

    public record MoveReason(String reason, long rose, long fell) {}

    /// Advice with what it rests on.
    ///
    /// @param rule by which it came
    /// @param figures that fulfil the rule
    public record Recommendation(String key, String text, String rule, String figures) {}
}
