package io.fenji.engine.evaluation;

import io.fenji.engine.condition.Truth;
import io.fenji.engine.scheme.Comparison;
import io.fenji.engine.scheme.Criterion;
import io.fenji.engine.scheme.Rule;
import io.fenji.engine.scheme.Scale;
import io.fenji.engine.scheme.TierComparison;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every input, point and rule that made one customer's tier. The contributions of a dimension's
/// criteria sum exactly to the dimension's, the dimensions' to the score. [ExplanationJson] gives
/// it as JSON.
///
/// @param dimensions empty outside the population or when the scheme has no dimensions; for an
///     ineligible customer every contribution is 0
/// @param movement null outside the population and where tiers follow the cut at once and are never reviewed
/// @param rules in document order; empty outside the population
/// @param existing null unless a tier from before the version took effect is kept
/// @param manual null when nobody has given the customer a tier
public record Explanation(
        Population population,
        List<DimensionPart> dimensions,
        CutPart cut,
        @Nullable MovementPart movement,
        List<RulePart> rules,
        @Nullable ExistingPart existing,
        @Nullable ManualPart manual,
        Standing standing) {

    public Explanation {
        dimensions = List.copyOf(dimensions);
        rules = List.copyOf(rules);
    }

    /// Whether the customer belongs to the scheme's population.
    public record Population(boolean member, List<ConditionPart> conditions) {}

    /// A dimension and what it brought to the score.
    ///
    /// @param weight normalised over the dimensions that count for this customer, four decimals;
    ///     they sum to 1
    /// @param contribution share of the score, in points
    public record DimensionPart(
            String key,
            Map<String, String> name,
            BigDecimal weight,
            BigDecimal contribution,
            List<CriterionPart> criteria) {}

    /// A criterion and what it brought to the score.
    ///
    /// @param input the value, or what its absence meant
    /// @param breakpoints frozen numbers of a `quantile` scale; empty for other scales
    /// @param values how many members had a value when the scale was calibrated; 0 for other scales
    /// @param weight share in the whole score (dimension and criterion together), four decimals; a
    ///     dimension's criteria sum to its weight
    public record CriterionPart(
            Criterion.Source source,
            Input input,
            Scale scale,
            List<BigDecimal> breakpoints,
            long values,
            BigDecimal points,
            BigDecimal weight,
            BigDecimal contribution) {}

    /// What went into a criterion.
    public sealed interface Input {

        /// Of a metric.
        record Value(BigDecimal value) implements Input {}

        /// Of an attribute.
        record Text(String value) implements Input {}

        /// There is no value.
        ///
        /// @param treatment `points`, `neutral`, `redistribute` or `ineligible`
        record Absent(String treatment) implements Input {}
    }

    /// What the cut made of it before rules.
    ///
    /// @param type `score`, `topShare`, `valueShare`, `clusters` or `rules`
    /// @param tier null when the cut gave none
    /// @param threshold the score or value that the tier begins at for this customer; null in the
    ///     lowest tier
    /// @param heldByLeave true when the score is below `enter` and only `leave` keeps the tier
    /// @param metric the metric of a `valueShare` or `topShare` cut, else null
    /// @param value this customer's value of it; null when absent
    /// @param clusters what a `clusters` cut looked at, else null
    public record CutPart(
            String type,
            @Nullable String tier,
            @Nullable BigDecimal threshold,
            boolean heldByLeave,
            @Nullable String metric,
            @Nullable BigDecimal value,
            @Nullable ClusterPart clusters) {

        CutPart(
                String type,
                @Nullable String tier,
                @Nullable BigDecimal threshold,
                boolean heldByLeave,
                @Nullable String metric,
                @Nullable BigDecimal value) {
            this(type, tier, threshold, heldByLeave, metric, value, null);
        }
    }

    /// Where the customer is among the clusters. Distances are in standard deviations, rounded HALF_UP to
    /// four places.
    ///
    /// @param distance to the centre of the nearest cluster, which is the tier's; null when a feature
    ///     is absent or there are no clusters
    /// @param next the nearest of the others; null when there is none
    /// @param features in document order
    public record ClusterPart(
            @Nullable BigDecimal distance, @Nullable NextCluster next, List<FeaturePart> features) {
        public ClusterPart {
            features = List.copyOf(features);
        }
    }

    /// The tier of a cluster and the distance to its centre.
    public record NextCluster(String tier, BigDecimal distance) {}

    /// A feature.
    ///
    /// @param value null when absent
    /// @param scaled the value in standard deviations from the mean; null when absent
    /// @param centre the same of the centre of the nearest cluster; null when there is no distance
    public record FeaturePart(
            String metric,
            @Nullable BigDecimal value,
            @Nullable BigDecimal scaled,
            @Nullable BigDecimal centre) {}

    /// What the movement policy made of it.
    ///
    /// @param target where the cut, and the rules that come before movement, would have the customer;
    ///     null for nowhere
    /// @param tier where the customer is; null for nowhere
    /// @param since when the customer entered that tier
    /// @param waiting why that is not the target, null when it is
    /// @param until when that may end at the earliest, null when no date is known
    /// @param reviewedOn the last review, at first the day the customer came in
    /// @param renewal how the renewal condition comes out, flat; empty without one
    public record MovementPart(
            @Nullable String target,
            @Nullable String tier,
            @Nullable LocalDate since,
            @Nullable Waiting waiting,
            @Nullable LocalDate until,
            @Nullable LocalDate reviewedOn,
            List<ConditionPart> renewal) {}

    /// A rule and whether it applied.
    ///
    /// @param hit whether the rule's condition is true
    /// @param viaMovement whether it comes before the movement policy
    /// @param conditions its comparisons, flat, in document order
    public record RulePart(
            String key, boolean hit, Rule.Effect effect, boolean viaMovement, List<ConditionPart> conditions) {}

    /// A tier that is kept from before the version took effect.
    ///
    /// @param awaited where the version would have the customer; null for nowhere
    /// @param until when nothing is kept any more whatever happens; null when only reviews end it
    public record ExistingPart(
            String tier,
            ExistingTiers.Mode mode,
            @Nullable String awaited,
            @Nullable LocalDate until) {}

    /// A tier that somebody gave.
    ///
    /// @param tier exactly this; else at least `floor` and at most `ceiling`, where they are not null
    /// @param instead the tier that it came instead of, null for none
    public record ManualPart(
            @Nullable String tier,
            @Nullable String floor,
            @Nullable String ceiling,
            @Nullable String instead) {}

    /// One comparison of a population or rule and how it came out.
    public sealed interface ConditionPart {

        /// JSON pointer into the scheme document.
        String pointer();

        Truth result();

        /// A comparison of a metric.
        ///
        /// @param value null when absent
        record OnMetric(
                String pointer, String metric, @Nullable BigDecimal value, Comparison comparison, Truth result)
                implements ConditionPart {}

        /// A comparison of an attribute.
        ///
        /// @param value null when absent
        /// @param accepted the values that make it true
        record OnAttribute(
                String pointer, String attribute, @Nullable String value, List<String> accepted, Truth result)
                implements ConditionPart {}

        /// A comparison of the tier in another scheme.
        ///
        /// @param tier null when the customer has none there
        record OnTier(
                String pointer, String scheme, @Nullable String tier, TierComparison comparison, Truth result)
                implements ConditionPart {}
    }
}
