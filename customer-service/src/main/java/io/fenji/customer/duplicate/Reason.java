package io.fenji.customer.duplicate;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/// A part of a score.
///
/// @param similarity 0 to 1
/// @param weight with which it counts
@RegisterForReflection
public record Reason(String feature, BigDecimal similarity, BigDecimal weight) {}
