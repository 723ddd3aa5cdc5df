package io.fenji.customer.order;

/// Only completed orders count in metrics.
public enum OrderStatus {
    PENDING,
    COMPLETED,
    CANCELLED
}
