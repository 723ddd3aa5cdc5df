package io.fenji.customer.contact;

import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// A contact point to write.
///
/// @param masked true when the value is one that was shown masked: it stays what it is
@RegisterForReflection
public record ContactPointRequest(
        @NotNull ContactType type,

        @NotNull @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String value,

        @Nullable @Size(min = 1, max = 60) @Pattern(regexp = ExternalKey.NOT_BLANK, message = "must not be blank")
        String label,

        @Nullable Boolean preferred,
        @Nullable Boolean masked) {
    /// Without the value, which is personal.
    @Override
    public String toString() {
        return "ContactPointRequest[type=%s, preferred=%s]".formatted(type, preferred);
    }

    boolean isPreferred() {
        return Boolean.TRUE.equals(preferred);
    }

    boolean isMasked() {
        return Boolean.TRUE.equals(masked);
    }
}
