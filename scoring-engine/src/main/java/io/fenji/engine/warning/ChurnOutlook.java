package io.fenji.engine.warning;

import io.fenji.engine.value.ContactOutlook;
import io.fenji.engine.value.CustomerHistory;
import java.util.Optional;
import java.util.function.IntFunction;

/// What value models foretell of customers who stay silent.
///
/// @param histories by row; empty for who has never purchased
public record ChurnOutlook(ContactOutlook outlook, IntFunction<Optional<CustomerHistory>> histories) {}
