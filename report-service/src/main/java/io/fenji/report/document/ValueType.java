package io.fenji.report.document;

/// What a value is, and with it how it is written and which number format a sheet gives it.
public enum ValueType {
    TEXT,
    /// The name of a tier; the cell's style is its colour.
    TIER,
    /// A whole number.
    COUNT,
    /// A number shown with one place.
    NUMBER,
    MONEY,
    /// A fraction.
    PERCENT,
    DATE,
    TIME;

    public boolean isNumeric() {
        return this == COUNT || this == NUMBER || this == MONEY || this == PERCENT;
    }
}
