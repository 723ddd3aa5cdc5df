package io.fenji.customer.value;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An exact amount in its own currency, with the scale as given. The amount travels as text, because JSON numbers lose
/// their scale in most clients.
@RegisterForReflection
public record Money(
        @NotNull
        @Pattern(
                regexp = "-?[0-9]{1,30}(\\.[0-9]{1,12})?",
                message = "must be a decimal such as 12.34, without exponent")
        String amount,

        @NotNull @Pattern(regexp = CURRENCY, message = "must be an ISO 4217 code")
        String currency) {
    public static final String CURRENCY = "[A-Z]{3}";

    public static Money of(BigDecimal amount, String currency) {
        return new Money(amount.toPlainString(), currency);
    }

    public static @Nullable Money ofNullable(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : of(amount, currency);
    }

    public BigDecimal toDecimal() {
        return new BigDecimal(amount);
    }
}
