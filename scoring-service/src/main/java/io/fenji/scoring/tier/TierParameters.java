package io.fenji.scoring.tier;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The query parameters by which lists and exports show some customers of a scheme, besides those of attributes.
///
/// @param tiers in one of these
/// @param outsides or without tier for one of these reasons
@RegisterForReflection
public record TierParameters(
        @QueryParam("tier") List<String> tiers,
        @QueryParam("outside") List<String> outsides,
        @QueryParam("minScore") @Nullable BigDecimal minScore,
        @QueryParam("maxScore") @Nullable BigDecimal maxScore,
        @QueryParam("changedSince") @Nullable String changedSince,
        @QueryParam("asOf") @Nullable String asOf,
        @QueryParam("knownAt") @Nullable String knownAt) {

    /// How the names of parameters about attributes begin.
    static final String ATTRIBUTE = "attribute.";
}
