package io.fenji.customer.interaction;

/// Who made contact: the customer, or the company.
public enum Direction {
    INBOUND,
    OUTBOUND
}
