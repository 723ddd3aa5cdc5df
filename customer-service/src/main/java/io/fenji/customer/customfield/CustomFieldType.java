package io.fenji.customer.customfield;

/// What the values of a custom field are.
public enum CustomFieldType {
    TEXT,
    NUMBER,
    DATE,
    BOOLEAN,
    CHOICE
}
