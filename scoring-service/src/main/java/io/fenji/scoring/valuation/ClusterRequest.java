package io.fenji.scoring.valuation;

import io.fenji.engine.clustering.ClusteringSpec;
import io.fenji.engine.scheme.Cut.Transform;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// By what customers are alike, and how clusters are found; what is not said is as usual.
@RegisterForReflection
public record ClusterRequest(
        @Nullable @Pattern(regexp = "kMeans|gaussianMixture")
        String method,

        @Nullable @Min(1) @Max(20) Integer fewest,
        @Nullable @Min(1) @Max(20) Integer most,
        @Nullable @Min(0) @Max(Integer.MAX_VALUE) Integer seed,
        @Nullable @Size(min = 1, max = 20) List<@NotNull @Valid Feature> features) {
    static final ClusterRequest USUAL = new ClusterRequest(null, null, null, null, null);

    private static final List<Feature> RECENCY_FREQUENCY_SPEND = List.of(
            new Feature("recencyDays", "log", null, null),
            new Feature("orders.365d", "log", null, BigDecimal.ZERO),
            new Feature("spend.365d", "log", null, BigDecimal.ZERO));

    /// A metric.
    ///
    /// @param transform `none` or `log`
    /// @param absent `noCluster` or `mean` for who lacks the metric
    /// @param value for who lacks it, in the place of `absent`
    @RegisterForReflection
    public record Feature(
            @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_.-]{0,99}")
            String metric,

            @Nullable @Pattern(regexp = "none|log") String transform,
            @Nullable @Pattern(regexp = "noCluster|mean") String absent,
            @Nullable @Digits(integer = 14, fraction = 4) BigDecimal value) {
        private ClusteringSpec.Feature feature() {
            if (absent != null && value != null) {
                throw new IllegalArgumentException("absent and value of %s exclude each other".formatted(metric));
            }
            ClusteringSpec.Absence absence = value != null
                    ? new ClusteringSpec.Absence.Value(value)
                    : "mean".equals(absent)
                            ? new ClusteringSpec.Absence.Mean()
                            : new ClusteringSpec.Absence.NoCluster();
            return new ClusteringSpec.Feature(
                    metric, "log".equals(transform) ? Transform.LOG : Transform.NONE, absence);
        }
    }

    /// In the engine's words.
    ///
    /// @throws IllegalArgumentException when it does not make sense
    ClusteringSpec spec() {
        return new ClusteringSpec(
                Objects.requireNonNullElse(features, RECENCY_FREQUENCY_SPEND).stream()
                        .map(Feature::feature)
                        .toList(),
                "gaussianMixture".equals(method)
                        ? ClusteringSpec.Method.GAUSSIAN_MIXTURE
                        : ClusteringSpec.Method.K_MEANS,
                fewest == null ? Math.min(2, upTo()) : fewest,
                upTo(),
                seed == null ? 1 : seed);
    }

    private int upTo() {
        return most == null ? Math.max(8, Objects.requireNonNullElse(fewest, 2)) : most;
    }
}
