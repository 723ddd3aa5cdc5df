package io.fenji.customer.consent;

import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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
    public static final String PURPOSE = "[a-z0-9][a-z0-9-]{0,59}";
}
