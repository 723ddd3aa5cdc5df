package io.fenji.customer.cleaning;

import java.util.Set;

/// How a rule looks at rows.
public enum RuleKind {
    TEXT_FORM,
    PROVINCE_FORM("form"),
    CITY_FORM,
    COUNTRY_FORM("form"),
    VALUE_MAP,
    PHONE_FORM,
    EMAIL_FORM,
    PHONE_UNLIKELY,
    INVALID_CONTACT,
    MISSING_DEFAULT("defaults"),
    MISSING_FLAG("fields"),
    MISSING_REJECT("fields"),
    FUTURE_DATE("toleranceDays"),
    NEGATIVE_PRICE,
    RANGE("min", "max"),
    EXACT_REPEAT,
    ORPHAN_RETURN,
    RETURN_EXCEEDS_ORDER,
    ORDER_BEFORE_REGISTRATION,
    CURRENCY_WITHOUT_RATE,
    OUTLIER("method", "factor", "minimumValues");

    // Made by Set.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> parameters;

    RuleKind(String... parameters) {
        this.parameters = Set.of(parameters);
    }

    Set<String> parameters() {
        return parameters;
    }

    /// Whether a row alone does not tell: such flags are found over the whole base when quality is computed.
    public boolean looksAtTheBase() {
        return switch (this) {
            case EXACT_REPEAT,
                    ORPHAN_RETURN,
                    RETURN_EXCEEDS_ORDER,
                    ORDER_BEFORE_REGISTRATION,
                    CURRENCY_WITHOUT_RATE,
                    OUTLIER -> true;
            case TEXT_FORM,
                    PROVINCE_FORM,
                    CITY_FORM,
                    COUNTRY_FORM,
                    VALUE_MAP,
                    PHONE_FORM,
                    EMAIL_FORM,
                    PHONE_UNLIKELY,
                    INVALID_CONTACT,
                    MISSING_DEFAULT,
                    MISSING_FLAG,
                    MISSING_REJECT,
                    FUTURE_DATE,
                    NEGATIVE_PRICE,
                    RANGE -> false;
        };
    }
}
