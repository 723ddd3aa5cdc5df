package io.fenji.scoring.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Drafts to try on the base.
///
/// @param snapshotId the base that an earlier answer came from; null for the base as it is now
/// @param spendMetric what is summed as spend
/// @param movers how many of those who move are named, those with the highest spend
/// @param attributes whose values the drafts are counted by
@RegisterForReflection
public record SimulationRequest(
        @NotNull String scheme,
        @NotEmpty @Size(max = 5) List<@NotNull @Valid Draft> drafts,
        @Nullable UUID snapshotId,
        @Nullable @Pattern(regexp = METRIC) String spendMetric,
        @Nullable @Min(0) @Max(200) Integer movers,
        @Nullable @Size(max = 3) List<@NotNull @Pattern(regexp = ATTRIBUTE) String> attributes,
        @Nullable @Valid Curve curve) {
    private static final String METRIC = "[a-zA-Z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)*";
    private static final String ATTRIBUTE = "[a-zA-Z][A-Za-z0-9_.-]*";
    private static final String SPEND = "spend.365d";
    private static final int MOVERS = 20;

    /// A version that there is, or a document.
    ///
    /// @param label what the caller calls it
    @RegisterForReflection
    public record Draft(
            @Nullable @Size(min = 1, max = 200) String label,
            @Nullable @Min(1) Integer version,
            @Nullable JsonNode document) {
        /// Null when it is absent, which Jackson makes a node of.
        public Draft {
            document = document == null || document.isNull() ? null : document;
        }
    }

    /// One number of the first draft, and what to try in its place.
    @RegisterForReflection
    public record Curve(
            @NotNull @Size(max = 500) String pointer,
            @NotEmpty @Size(max = 21) List<@NotNull @Digits(integer = 15, fraction = 10) BigDecimal> values) {}

    String spend() {
        return spendMetric == null ? SPEND : spendMetric;
    }

    int mostMovers() {
        return movers == null ? MOVERS : movers;
    }

    List<String> by() {
        return attributes == null ? List.of() : attributes.stream().distinct().toList();
    }
}
