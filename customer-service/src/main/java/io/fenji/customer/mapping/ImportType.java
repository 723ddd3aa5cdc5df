package io.fenji.customer.mapping;

import static io.fenji.customer.mapping.Field.ACCOUNT_MANAGER;
import static io.fenji.customer.mapping.Field.ADDRESS;
import static io.fenji.customer.mapping.Field.ASSETS;
import static io.fenji.customer.mapping.Field.CATEGORY;
import static io.fenji.customer.mapping.Field.CHANNEL;
import static io.fenji.customer.mapping.Field.CITY;
import static io.fenji.customer.mapping.Field.COUNTRY;
import static io.fenji.customer.mapping.Field.CREDIT_RATING;
import static io.fenji.customer.mapping.Field.CURRENCY;
import static io.fenji.customer.mapping.Field.CUSTOM;
import static io.fenji.customer.mapping.Field.CUSTOMER_KEY;
import static io.fenji.customer.mapping.Field.CUSTOMER_KIND;
import static io.fenji.customer.mapping.Field.CUSTOMER_NAME;
import static io.fenji.customer.mapping.Field.DIRECTION;
import static io.fenji.customer.mapping.Field.DISCOUNT;
import static io.fenji.customer.mapping.Field.EFFECTIVE_ON;
import static io.fenji.customer.mapping.Field.EMAIL;
import static io.fenji.customer.mapping.Field.FEEDBACK_KEY;
import static io.fenji.customer.mapping.Field.FEEDBACK_TYPE;
import static io.fenji.customer.mapping.Field.GIVEN;
import static io.fenji.customer.mapping.Field.INDUSTRY;
import static io.fenji.customer.mapping.Field.INTERACTION_KEY;
import static io.fenji.customer.mapping.Field.INTERACTION_TYPE;
import static io.fenji.customer.mapping.Field.LINE_NO;
import static io.fenji.customer.mapping.Field.MANAGER;
import static io.fenji.customer.mapping.Field.OCCURRED_AT;
import static io.fenji.customer.mapping.Field.ORDERED_AT;
import static io.fenji.customer.mapping.Field.ORDER_KEY;
import static io.fenji.customer.mapping.Field.PHONE;
import static io.fenji.customer.mapping.Field.PRODUCT_KEY;
import static io.fenji.customer.mapping.Field.PRODUCT_NAME;
import static io.fenji.customer.mapping.Field.PROVINCE;
import static io.fenji.customer.mapping.Field.PURPOSE;
import static io.fenji.customer.mapping.Field.QUANTITY;
import static io.fenji.customer.mapping.Field.RATE;
import static io.fenji.customer.mapping.Field.REFERRED_CUSTOMER_KEY;
import static io.fenji.customer.mapping.Field.REGION;
import static io.fenji.customer.mapping.Field.REGISTERED_ON;
import static io.fenji.customer.mapping.Field.RESOLVED_AT;
import static io.fenji.customer.mapping.Field.RETURNS_ORDER_KEY;
import static io.fenji.customer.mapping.Field.RISK_APPETITE;
import static io.fenji.customer.mapping.Field.SCORE;
import static io.fenji.customer.mapping.Field.SEVERITY;
import static io.fenji.customer.mapping.Field.SIZE;
import static io.fenji.customer.mapping.Field.STARS;
import static io.fenji.customer.mapping.Field.STATUS;
import static io.fenji.customer.mapping.Field.TAX_NUMBER;
import static io.fenji.customer.mapping.Field.TEXT_VERSION;
import static io.fenji.customer.mapping.Field.UNIT_COST;
import static io.fenji.customer.mapping.Field.UNIT_PRICE;
import static io.fenji.customer.mapping.Field.WECHAT;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the rows of a file are: the fields they may have, in the order in which they are checked, and those they need.
public enum ImportType {
    ORDERS(
            List.of(
                    CUSTOMER_KEY,
                    ORDER_KEY,
                    LINE_NO,
                    ORDERED_AT,
                    STATUS,
                    CHANNEL,
                    PRODUCT_KEY,
                    QUANTITY,
                    UNIT_PRICE,
                    UNIT_COST,
                    DISCOUNT,
                    CURRENCY,
                    RETURNS_ORDER_KEY,
                    CUSTOMER_KIND,
                    CUSTOMER_NAME,
                    COUNTRY,
                    PRODUCT_NAME,
                    CATEGORY),
            Set.of(CUSTOMER_KEY, ORDER_KEY, ORDERED_AT, PRODUCT_KEY, QUANTITY, UNIT_PRICE)),
    CUSTOMERS(
            List.of(
                    CUSTOMER_KEY,
                    CUSTOMER_KIND,
                    CUSTOMER_NAME,
                    COUNTRY,
                    PROVINCE,
                    CITY,
                    INDUSTRY,
                    SIZE,
                    CREDIT_RATING,
                    ASSETS,
                    CURRENCY,
                    CHANNEL,
                    REGISTERED_ON,
                    ACCOUNT_MANAGER,
                    RISK_APPETITE,
                    TAX_NUMBER,
                    PHONE,
                    EMAIL,
                    WECHAT,
                    ADDRESS,
                    CUSTOM),
            Set.of(CUSTOMER_KEY, CUSTOMER_KIND)),
    PRODUCTS(List.of(PRODUCT_KEY, PRODUCT_NAME, CATEGORY, UNIT_COST, UNIT_PRICE, CURRENCY), Set.of(PRODUCT_KEY)),
    INTERACTIONS(
            List.of(CUSTOMER_KEY, INTERACTION_KEY, INTERACTION_TYPE, OCCURRED_AT, CHANNEL, DIRECTION),
            Set.of(CUSTOMER_KEY, INTERACTION_KEY, INTERACTION_TYPE, OCCURRED_AT)),
    FEEDBACK(
            List.of(
                    CUSTOMER_KEY,
                    FEEDBACK_KEY,
                    FEEDBACK_TYPE,
                    OCCURRED_AT,
                    CHANNEL,
                    SCORE,
                    STARS,
                    SEVERITY,
                    RESOLVED_AT,
                    REFERRED_CUSTOMER_KEY),
            Set.of(CUSTOMER_KEY, FEEDBACK_KEY, FEEDBACK_TYPE, OCCURRED_AT)),
    ACCOUNT_MANAGERS(List.of(ACCOUNT_MANAGER, MANAGER, REGION), Set.of(ACCOUNT_MANAGER)),
    CONSENTS(
            List.of(CUSTOMER_KEY, PURPOSE, GIVEN, OCCURRED_AT, CHANNEL, TEXT_VERSION),
            Set.of(CUSTOMER_KEY, PURPOSE, GIVEN, OCCURRED_AT)),
    EXCHANGE_RATES(List.of(CURRENCY, EFFECTIVE_ON, RATE), Set.of(CURRENCY, EFFECTIVE_ON, RATE));

    // Made by List.of and Set.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Field> fields;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Field> required;

    ImportType(List<Field> fields, Set<Field> required) {
        this.fields = fields;
        this.required = required;
    }

    public List<Field> fields() {
        return fields;
    }

    public boolean requires(Field field) {
        return required.contains(field);
    }

    /// Whether rows belong to a customer, so that one without is refused before anything else is looked at.
    public boolean isOfCustomers() {
        return switch (this) {
            case ORDERS, INTERACTIONS, FEEDBACK, CONSENTS -> true;
            case CUSTOMERS, PRODUCTS, ACCOUNT_MANAGERS, EXCHANGE_RATES -> false;
        };
    }

    /// Whether rows may have contact data, so that their files are sealed.
    public boolean hasContactData() {
        return fields.stream().anyMatch(field -> field.format() == Field.Format.CONTACT);
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static ImportType of(String key) {
        return Arrays.stream(values())
                .filter(type -> type.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(ImportType::key).toList()));
    }
}
