package io.fenji.engine.scheme;

import java.math.BigDecimal;

/// One metric, one scale, one weight.
///
/// @param weight any number from 0, normalised over the criteria of the dimension
/// @param missing what absence of the metric means; zero points when the document does not say
public record Criterion(String metric, BigDecimal weight, Scale scale, Missing missing) {}
