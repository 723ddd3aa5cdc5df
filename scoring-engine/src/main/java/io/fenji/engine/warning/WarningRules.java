package io.fenji.engine.warning;

import io.fenji.engine.scheme.Condition;
import io.fenji.engine.scheme.Cut;
import io.fenji.engine.scheme.Movement;
import io.fenji.engine.scheme.Review;
import io.fenji.engine.scheme.Schedule;
import io.fenji.engine.scheme.Scheme;
import io.fenji.engine.value.quality.ContactCosts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When there are warnings. A kind whose rule is null is not watched.
///
/// @param value who is valuable
/// @param population who is watched; [Condition#EVERYONE] when the document does not say
/// @param calibrate when the threshold of the valuable is estimated anew; null for on request only
public record WarningRules(
        Value value,
        Condition population,
        @Nullable Schedule calibrate,
        @Nullable ActivityFalling activityFalling,
        @Nullable OrderGap orderGap,
        @Nullable SpendFalling spendFalling,
        @Nullable ChurnRisk churnRisk,
        @Nullable OpenComplaint openComplaint,
        @Nullable TierAtRisk tierAtRisk) {

    /// The share of the population that is highest by a metric, by a threshold that is estimated and
    /// then frozen.
    public record Value(String metric, BigDecimal topShare) {}

    /// At most this share of the interactions of the 90 days before, and so few of those of 365 days
    /// that chance would not make it so few with this confidence.
    public record ActivityFalling(BigDecimal atMost, BigDecimal confidence, BigDecimal urgentConfidence) {}

    /// A gap that, given the customer's own ones, chance would not make so long with this confidence.
    ///
    /// @param minOrders fewer tell nothing
    /// @param minDays shorter gaps are none
    /// @param maxDays after longer ones the customer is lost, and no warning comes early
    public record OrderGap(
            int minOrders, BigDecimal confidence, BigDecimal urgentConfidence, int minDays, int maxDays) {}

    /// At most this share of what the customer spent per 90 days before.
    ///
    /// @param minOrders in the days before; fewer tell nothing
    public record SpendFalling(
            BigDecimal atMost, BigDecimal urgentAtMost, BigDecimal confidence, int minOrders, int minTenureDays) {}

    /// Where contacting pays: churn risk × value at risk × chance to save is more than the cost of contact.
    /// The value at risk is the lifetime value that is still expected, so that nothing is at risk of who has
    /// surely left.
    ///
    /// @param chanceToSave that a customer who would leave stays when contacted
    /// @param costOfContact in the base currency
    /// @param leadDays so early a warning comes: contacting pays in as many days if no order comes
    public record ChurnRisk(BigDecimal chanceToSave, BigDecimal costOfContact, int leadDays) {

        ContactCosts costs() {
            return new ContactCosts(chanceToSave.doubleValue(), costOfContact.doubleValue());
        }
    }

    /// So many complaints that are not resolved.
    public record OpenComplaint(int atLeast, int urgentAtLeast) {}

    /// Waiting for a move down, or near the threshold of it: so many points of score, or such a share of
    /// the metric.
    ///
    /// @param urgentDays a loss due within these is urgent
    public record TierAtRisk(BigDecimal points, BigDecimal share, int urgentDays) {}

    /// The threshold of the valuable as the cut of a scheme that decides nothing: it is estimated and
    /// stored as for any scheme.
    public Scheme valuing() {
        return new Scheme(
                "warning-rules",
                Map.of(),
                Map.of(),
                population,
                List.of(),
                new Cut.TopShare(value.metric(), List.of(value.topShare())),
                List.of(),
                List.of(),
                Movement.AT_ONCE,
                new Review.Never(),
                calibrate,
                List.of());
    }
}
