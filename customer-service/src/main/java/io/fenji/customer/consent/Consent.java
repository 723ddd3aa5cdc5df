package io.fenji.customer.consent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer said about a purpose: yes, or no, which takes an earlier yes back.
///
/// @param at when it was said
/// @param source the system that it was said to
/// @param textVersion of what the customer was shown
@RegisterForReflection
public record Consent(
        @JsonIgnore UUID id,
        String purpose,
        boolean given,
        Instant at,
        @Nullable String source,
        @Nullable String channel,
        @Nullable String textVersion,
        Instant recordedAt) {
    /// The purposes of a customer.
    @RegisterForReflection
    public record Listing(List<History> items) {}

    /// A purpose, what is in force first.
    @RegisterForReflection
    public record History(String purpose, boolean given, List<Consent> history) {}
}
