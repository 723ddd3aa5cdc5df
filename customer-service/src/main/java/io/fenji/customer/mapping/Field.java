package io.fenji.customer.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/// What a column can fill: its name in mappings, its column in staging and target tables, and how its text is read.
public enum Field {
    ORDER_KEY("orderKey", "order_key", Format.KEY),
    LINE_NO("lineNo", "line_no", Format.LINE_NO),
    CUSTOMER_KEY("customerKey", "customer_key", Format.KEY),
    CUSTOMER_KIND("customerKind", "kind", Format.CUSTOMER_KIND),
    CUSTOMER_NAME("customerName", "name", Format.TEXT),
    COUNTRY("country", "country", Format.TEXT),
    PROVINCE("province", "province", Format.TEXT),
    CITY("city", "city", Format.TEXT),
    INDUSTRY("industry", "industry", Format.TEXT),
    SIZE("size", "size", Format.TEXT),
    CREDIT_RATING("creditRating", "credit_rating", Format.RATING),
    ASSETS("assets", "assets", Format.AMOUNT),
    REGISTERED_ON("registeredOn", "registered_on", Format.DATE),
    ACCOUNT_MANAGER("accountManager", "account_manager", Format.TEXT),
    RISK_APPETITE("riskAppetite", "risk_appetite", Format.RISK_APPETITE),
    TAX_NUMBER("taxNumber", "tax_number", Format.TAX_NUMBER),
    PHONE("phone", "phone", Format.CONTACT),
    EMAIL("email", "email", Format.CONTACT),
    WECHAT("wechat", "wechat", Format.CONTACT),
    ADDRESS("address", "address", Format.CONTACT),
    /// Any number of columns, each with the custom field it fills; all of a row are one JSON object.
    CUSTOM("custom", "custom", Format.CUSTOM),
    MANAGER("manager", "manager", Format.TEXT),
    REGION("region", "region", Format.TEXT),
    ORDERED_AT("orderedAt", "ordered_at", Format.TIME),
    STATUS("status", "status", Format.STATUS),
    CHANNEL("channel", "channel", Format.TEXT),
    PRODUCT_KEY("productKey", "product_key", Format.KEY),
    PRODUCT_NAME("productName", "product_name", Format.TEXT),
    CATEGORY("category", "category", Format.TEXT),
    QUANTITY("quantity", "quantity", Format.QUANTITY),
    UNIT_PRICE("unitPrice", "unit_price", Format.PRICE),
    UNIT_COST("unitCost", "unit_cost", Format.PRICE),
    DISCOUNT("discount", "discount", Format.AMOUNT),
    CURRENCY("currency", "currency", Format.CURRENCY),
    RETURNS_ORDER_KEY("returnsOrderKey", "returns_key", Format.KEY),
    INTERACTION_KEY("interactionKey", "row_key", Format.KEY),
    INTERACTION_TYPE("interactionType", "type", Format.INTERACTION_TYPE),
    DIRECTION("direction", "direction", Format.DIRECTION),
    OCCURRED_AT("occurredAt", "occurred_at", Format.TIME),
    FEEDBACK_KEY("feedbackKey", "row_key", Format.KEY),
    FEEDBACK_TYPE("feedbackType", "type", Format.FEEDBACK_TYPE),
    SCORE("score", "score", Format.SCORE),
    STARS("rating", "rating", Format.STARS),
    SEVERITY("severity", "severity", Format.SEVERITY),
    RESOLVED_AT("resolvedAt", "resolved_at", Format.TIME),
    REFERRED_CUSTOMER_KEY("referredCustomerKey", "referred_key", Format.KEY),
    PURPOSE("purpose", "purpose", Format.PURPOSE),
    GIVEN("given", "given", Format.TRUTH),
    TEXT_VERSION("textVersion", "text_version", Format.VERSION),
    EFFECTIVE_ON("effectiveOn", "effective_on", Format.DATE),
    RATE("rate", "rate", Format.EXCHANGE_RATE);

    /// How a text is read and what it becomes in SQL.
    public enum Format {
        KEY("text"),
        TEXT("text"),
        LINE_NO("bigint"),
        CUSTOMER_KIND("text"),
        STATUS("text"),
        CURRENCY("text"),
        DATE("date"),
        TIME("timestamptz"),
        QUANTITY("numeric"),
        PRICE("numeric"),
        AMOUNT("numeric"),
        RATING("numeric"),
        INTERACTION_TYPE("text"),
        DIRECTION("text"),
        FEEDBACK_TYPE("text"),
        SCORE("smallint"),
        STARS("numeric"),
        SEVERITY("text"),
        RISK_APPETITE("text"),
        TAX_NUMBER("text"),
        PURPOSE("text"),
        TRUTH("boolean"),
        VERSION("text"),
        EXCHANGE_RATE("numeric"),
        CONTACT("text"),
        CUSTOM("jsonb");

        private final String sqlType;

        Format(String sqlType) {
            this.sqlType = sqlType;
        }

        public String sqlType() {
            return sqlType;
        }

        public boolean isDecimal() {
            return sqlType.equals("numeric");
        }

        public boolean hasPatterns() {
            return this == DATE || this == TIME || this == CUSTOM;
        }
    }

    private final String key;
    private final String column;
    private final Format format;

    Field(String key, String column, Format format) {
        this.key = key;
        this.column = column;
        this.format = format;
    }

    @JsonValue
    public String key() {
        return key;
    }

    public String column() {
        return column;
    }

    public Format format() {
        return format;
    }

    @JsonCreator
    public static Field of(String key) {
        return Arrays.stream(values())
                .filter(field -> field.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is not a field".formatted(key)));
    }
}
