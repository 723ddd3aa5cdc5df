package io.fenji.customer.rate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Which rates a list shows; null filters nothing.
record RateFilter(
        @Nullable String currency,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {}
