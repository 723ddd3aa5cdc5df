package io.fenji.customer.feedback;

import io.fenji.customer.value.ExternalKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What feedback says, whoever's it is. The time of a complaint is when it was opened; the rating has no trailing
/// zeros, so that equal ones are.
public record FeedbackContent(
        FeedbackType type,
        @Nullable String channel,
        Instant occurredAt,
        @Nullable Integer score,
        @Nullable BigDecimal rating,
        @Nullable Severity severity,
        @Nullable Instant resolvedAt,
        @Nullable ExternalKey referredCustomer) {}
