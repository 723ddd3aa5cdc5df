package io.fenji.customer.rate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// From the date on, 1 unit of the currency is `rate` units of the base currency.
@RegisterForReflection
public record ExchangeRate(
        @JsonIgnore UUID id,
        String currency,
        LocalDate date,
        BigDecimal rate,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {}
