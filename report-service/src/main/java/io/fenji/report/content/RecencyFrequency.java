package io.fenji.report.content;

import java.util.List;

/// Tiered customers with a purchase by days since the last one and number of orders; every cell is there, empty ones
/// too.
public record RecencyFrequency(
        List<String> recencyBands, List<String> frequencyBands, List<MapCell> cells, long withoutPurchase) {

    /// Indices into the bands.
    public record MapCell(int recency, int frequency, long customers, Money spend) {}
}
