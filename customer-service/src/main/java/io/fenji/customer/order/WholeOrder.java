package io.fenji.customer.order;

import java.util.List;

/// An order ready to be written.
record WholeOrder(OrderHead head, OrderSums sums, Conversion conversion, List<OrderLine> lines) {
    /// As its caller sees it.
    Order shown() {
        return Order.of(head, sums, conversion, lines);
    }
}
