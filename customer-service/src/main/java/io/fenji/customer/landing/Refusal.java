package io.fenji.customer.landing;

/// Why a row is refused: its code and the sentence that stands for all rows of the code.
public enum Refusal {
    MISSING_CUSTOMER("The line names no customer"),
    COLUMN_COUNT("The row has another number of values than the header"),
    INVALID_CHARACTER("A value holds U+0000"),
    MISSING_VALUE("A value that every row needs is empty"),
    TOO_LONG("A text is too long"),
    INVALID_DATE("A date or time does not follow the mapping's patterns"),
    DATE_OUT_OF_RANGE("A date is before 1900 or after 2199"),
    INVALID_NUMBER("A value is not a decimal number"),
    NUMBER_OUT_OF_RANGE("A number is too large or too fine"),
    NEGATIVE_PRICE("A price or cost is negative"),
    NEGATIVE_DISCOUNT("A purchase has a negative discount"),
    ZERO_QUANTITY("The quantity is 0"),
    INVALID_CODE("A value is none of those allowed"),
    CONFLICTING_ORDER("Rows of one order differ in customer, status, currency or returned order"),
    DUPLICATE_LINE("The order has another row with this line number"),
    CIRCULAR_REPORTING("An account manager would report to himself or herself, at once or over others"),
    PARTIAL_ORDER("A file of refused rows has only some of its order's lines, and would replace the others"),
    UNKNOWN_CUSTOMER("The customer is not known"),
    INVALID_CONTACT("A phone number or e-mail address cannot be one"),
    INVALID_CUSTOM_VALUE("A value is not what its custom field is declared as"),
    UNSUITED_VALUE("A row has a value that its type does not have"),
    RESOLVED_TOO_EARLY("A complaint is resolved before it was opened"),
    PHONE_FORM("A phone number is not written in its one form"),
    EMAIL_FORM("An e-mail address is not written in its one form"),
    PHONE_UNLIKELY("A phone number is in no range that is in use"),
    TEXT_FORM("A text has characters or spaces that the rules refuse"),
    PROVINCE_FORM("A province is not written in its one form"),
    CITY_FORM("A city is not written in its one form"),
    COUNTRY_FORM("A country is not written in its one form"),
    VALUE_MAP("A value is one that a value map replaces"),
    MISSING_REJECT("A value that the cleaning rules ask for is empty"),
    FUTURE_DATE("A date lies in the future"),
    UNIT_PRICE_RANGE("A unit price is out of its range"),
    QUANTITY_RANGE("A quantity is out of its range"),
    CREDIT_RATING_RANGE("A credit rating is out of its range"),
    ASSETS_RANGE("Assets are out of their range"),
    EXACT_REPEAT("The order has an equal line before"),
    ORPHAN_RETURN("A return names an order that is not there");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
