package io.fenji.customer.customer;

/// What a customer is.
public enum CustomerKind {
    PERSON,
    ORGANIZATION
}
