package io.fenji.customer.metric;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/// One customer's vector as its caller sees it.
@RegisterForReflection
public record CustomerMetrics(
        UUID customerId, Map<String, BigDecimal> metrics, LocalDate businessDate, Instant computedAt) {}
