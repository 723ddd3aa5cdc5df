package io.fenji.customer.consent;

import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a customer says.
///
/// @param at now where it is absent
@RegisterForReflection
public record ConsentRequest(
        @NotNull
        @Pattern(regexp = ConsentRequest.PURPOSE, message = "must be 1 to 60 lower-case letters, digits and '-'")
        String purpose,

        @NotNull Boolean given,
        @Nullable Instant at,

        @Nullable
        @Size(min = 1, max = 60)
        @Pattern(regexp = ExternalKey.SOURCE, message = "must be letters, digits, '.', '_' and '-'")
        String source,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String channel,

        @Nullable @Size(min = 1, max = 100) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String textVersion) {
    /// How far a caller's clock may be ahead of ours.
    public static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    public static final String PURPOSE = "[a-z0-9][a-z0-9-]{0,59}";

    /// What one of many customers says.
    @RegisterForReflection
    public record Addressed(
            @NotNull @Valid CustomerReference customer,
            @NotNull @Valid ConsentRequest consent) {}

    /// What many customers say.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid Addressed> items) {}

    /// Notes what no annotation can say.
    ///
    /// @param pointer to the request
    void check(Checks checks, String pointer, Instant now) {
        checks.moment(pointer + "/at", at);
        checks.require(
                at == null || !at.isAfter(now.plus(CLOCK_DIFFERENCE)),
                pointer + "/at",
                "DATE_OUT_OF_RANGE",
                "must not be in the future");
    }

    Instant atOr(Instant now) {
        return at == null ? now : at.truncatedTo(ChronoUnit.MICROS);
    }

    /// Whether an entry says this.
    boolean isIn(Consent entry) {
        return entry.given() == given
                && (at == null || entry.at().equals(atOr(entry.at())))
                && Objects.equals(entry.source(), source)
                && Objects.equals(entry.channel(), channel)
                && Objects.equals(entry.textVersion(), textVersion);
    }
}
