package io.fenji.customer.cleaning;

/// How bad it is when a rule finds something.
public enum Severity {
    INFO,
    WARNING,
    ERROR
}
