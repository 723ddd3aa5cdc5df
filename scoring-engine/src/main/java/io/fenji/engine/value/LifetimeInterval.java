package io.fenji.engine.value;

/// Where the discounted spend of a customer over the horizon lies.
///
/// @param level probability of lying between low and high, as much below as above
public record LifetimeInterval(double level, double low, double median, double high) {}
