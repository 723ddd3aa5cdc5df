package io.fenji.customer.merge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/// What is decided as one: columns that only make sense together come from one customer.
public enum MergedField {
    KIND("kind", "kind"),
    NAME("name", "name"),
    ADDRESS("address", "country", "province", "city"),
    INDUSTRY("industry", "industry"),
    SIZE("size", "size"),
    CREDIT_RATING("creditRating", "credit_rating"),
    ASSETS("assets", "assets", "assets_currency"),
    CHANNEL("channel", "channel"),
    REGISTERED_ON("registeredOn", "registered_on"),
    ACCOUNT_MANAGER("accountManager", "account_manager"),
    RISK_APPETITE("riskAppetite", "risk_appetite"),
    TAX_NUMBER("taxNumber", "tax_number"),
    /// Decided for each key by itself.
    CUSTOM("custom", "custom");

    private final String json;
    // List.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> columns;

    MergedField(String json, String... columns) {
        this.json = json;
        this.columns = List.of(columns);
    }

    /// @throws IllegalArgumentException when there is no such field
    @JsonCreator
    static MergedField of(String json) {
        return Arrays.stream(values())
                .filter(field -> field.json.equals(json))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no field '%s'".formatted(json)));
    }

    @JsonValue
    public String json() {
        return json;
    }

    List<String> columns() {
        return columns;
    }
}
