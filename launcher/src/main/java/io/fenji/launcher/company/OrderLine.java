package io.fenji.launcher.company;

/// One line of an order.
///
/// @param quantity negative on a return document
/// @param price unit price in hundredths
/// @param discount hundredths, off the whole line
record OrderLine(Product product, int quantity, long price, long discount) {
    long amount() {
        return quantity * price - discount;
    }
}
