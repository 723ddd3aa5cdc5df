package io.fenji.customer.value;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The currency that metrics are computed in (`fenji.base-currency`).
@ApplicationScoped
public class BaseCurrency {
    private final String code;

    BaseCurrency(@ConfigProperty(name = "fenji.base-currency", defaultValue = "CNY") String code) {
        if (!code.matches(Money.CURRENCY)) {
            throw new IllegalStateException("fenji.base-currency is '%s', it must be an ISO 4217 code".formatted(code));
        }
        this.code = code;
    }

    public String code() {
        return code;
    }
}
