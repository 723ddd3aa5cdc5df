package io.fenji.customer.rate;

import io.fenji.customer.value.Checks;
import io.fenji.customer.value.Currencies;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/// A rate to write.
@RegisterForReflection
public record RateRequest(@NotNull BigDecimal rate) {
    private static final int WHOLE_DIGITS = 9;
    private static final int FRACTION_DIGITS = 12;

    /// A rate with its place.
    @RegisterForReflection
    public record Dated(
            @NotNull @Size(max = 3) String currency,
            @NotNull LocalDate date,
            @NotNull BigDecimal rate) {

        void check(Checks checks, String pointer, String baseCurrency) {
            checks.require(
                    Currencies.isKnown(currency), pointer + "/currency", "INVALID_VALUE", "must be an ISO 4217 code");
            checks.require(
                    !currency.equals(baseCurrency),
                    pointer + "/currency",
                    "INVALID_VALUE",
                    "is the base currency, which needs no rate");
            checks.date(pointer + "/date", date);
            checks.require(rate.signum() > 0, pointer + "/rate", "NUMBER_OUT_OF_RANGE", "must be above 0");
            checks.decimal(pointer + "/rate", rate, WHOLE_DIGITS, FRACTION_DIGITS);
        }

        /// As it is stored: 7.10 and 7.1 are one rate.
        BigDecimal exact() {
            BigDecimal plain = rate.stripTrailingZeros();
            return plain.scale() < 0 ? plain.setScale(0) : plain;
        }
    }

    /// Rates to write together.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid Dated> items) {}
}
