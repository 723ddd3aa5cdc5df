package io.fenji.customer.order;

import io.fenji.customer.cleaning.RequestCleaning;

/// A request as the cleaning rules leave it, and what they found.
record CleanOrder(OrderRequest request, RequestCleaning cleaning) {}
