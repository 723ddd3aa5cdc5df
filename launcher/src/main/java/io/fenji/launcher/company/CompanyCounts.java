package io.fenji.launcher.company;

import java.math.BigDecimal;

/// What was written. The dirty rows are extra rows that a correct intake rejects; they are in no other figure.
///
/// @param orders purchase documents, whatever their status
/// @param returns return documents
/// @param orderLines clean rows of the order file, return documents included
/// @param gross amount of the completed purchases
/// @param net gross less the completed returns
public record CompanyCounts(
        long customers,
        long products,
        long orders,
        long returns,
        long orderLines,
        long dirtyCustomerRows,
        long dirtyOrderRows,
        long interactions,
        long feedback,
        BigDecimal gross,
        BigDecimal net) {}
