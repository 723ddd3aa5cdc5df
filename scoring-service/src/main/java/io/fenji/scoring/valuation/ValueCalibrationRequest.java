package io.fenji.scoring.valuation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// How value models and clusters are to be estimated.
///
/// @param holdOutDays the last days of the history, held out for the back-test; 0 for none, null for a quarter of the
///     history, at most a year
/// @param yearlyDiscount by which an order a year from now is worth less
/// @param seasonality whether expected orders follow the months of the year
/// @param yearlyTrend growth of orders a customer, which is stated and never estimated
@RegisterForReflection
public record ValueCalibrationRequest(
        @Nullable @Min(0) @Max(3650) Integer holdOutDays,
        @Nullable @DecimalMin("0") @DecimalMax("1") BigDecimal yearlyDiscount,
        @Nullable Boolean seasonality,
        @Nullable @DecimalMin("-0.5") @DecimalMax("1") BigDecimal yearlyTrend,
        @Nullable @Valid ClusterRequest clusters) {
    private static final int LONGEST_HOLD_OUT = 365;
    private static final int SHORTEST_HOLD_OUT = 28;

    /// @param history days from the first purchase of all until today
    int holdOut(int history) {
        int wanted = holdOutDays == null ? Math.min(LONGEST_HOLD_OUT, history / 4) : holdOutDays;
        boolean tooShort = holdOutDays == null && wanted < SHORTEST_HOLD_OUT;
        return tooShort || wanted >= history ? 0 : wanted;
    }

    double discount() {
        return yearlyDiscount == null ? 0.1 : yearlyDiscount.doubleValue();
    }

    boolean seasonal() {
        return seasonality == null || seasonality;
    }

    double trend() {
        return yearlyTrend == null ? 0 : yearlyTrend.doubleValue();
    }

    ClusterRequest clustering() {
        return clusters == null ? ClusterRequest.USUAL : clusters;
    }
}
