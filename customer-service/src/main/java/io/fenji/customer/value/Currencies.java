package io.fenji.customer.value;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/// The codes of ISO 4217.
public final class Currencies {
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    private Currencies() {}

    public static boolean isKnown(String code) {
        return CODES.contains(code);
    }
}
