package io.fenji.customer.accountmanager;

import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.mapping.Field;
import io.fenji.customer.value.ExternalKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account manager to write; the name is in the address.
@RegisterForReflection
public record AccountManagerRequest(
        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String manager,

        @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
        String region) {
    private static final String BLANK = "must not be blank";

    /// The account manager as the cleaning rules leave it.
    ///
    /// @param pointer to the request
    Named cleaned(RequestCleaning rules, String pointer, String name) {
        return new Named(
                rules.key(Field.ACCOUNT_MANAGER, pointer + "/name", name),
                rules.text(Field.MANAGER, pointer + "/manager", manager),
                rules.text(Field.REGION, pointer + "/region", region));
    }

    /// An account manager to write, by name.
    @RegisterForReflection
    public record Named(
            @NotNull @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
            String name,

            @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
            String manager,

            @Nullable @Size(min = 1, max = 400) @Pattern(regexp = ExternalKey.NOT_BLANK, message = BLANK)
            String region) {
        AccountManagerRequest content() {
            return new AccountManagerRequest(manager, region);
        }
    }

    /// Many.
    @RegisterForReflection
    public record Batch(@NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid Named> items) {}
}
