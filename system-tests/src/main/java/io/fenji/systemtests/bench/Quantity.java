package io.fenji.systemtests.bench;

/// One measured quantity: what, in which unit, and its samples.
record Quantity(String name, String unit, Series series) {}
