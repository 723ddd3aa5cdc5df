package io.fenji.engine.warning;

import io.fenji.engine.value.CustomerHistory;
import io.fenji.engine.value.ValuePredictor;
import java.util.Optional;
import java.util.function.IntFunction;

/// What value models foretell of customers who stay silent.
///
/// @param histories by row; empty for who has never purchased
public record ChurnOutlook(ValuePredictor predictor, IntFunction<Optional<CustomerHistory>> histories) {}
