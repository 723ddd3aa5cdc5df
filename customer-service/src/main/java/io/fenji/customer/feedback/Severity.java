package io.fenji.customer.feedback;

/// How bad a complaint is.
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
