package io.fenji.customer.definition;

/// What a field of a source holds.
enum FieldType {
    NUMBER,
    TEXT,
    FLAG
}
