package io.fenji.customer.merge;

import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Customers to merge.
///
/// @param survivor whose id stays
/// @param merged who become part of it
@RegisterForReflection
public record MergeRequest(
        @NotNull @Valid CustomerReference survivor,
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid CustomerReference> merged,
        @Nullable @Valid Survivorship survivorship) {

    Survivorship rules() {
        return survivorship == null ? Survivorship.STANDARD : survivorship;
    }

    /// What no annotation can say.
    void check() {
        Checks checks = new Checks();
        survivor.check(checks, "/survivor");
        for (int i = 0; i < merged.size(); i++) {
            merged.get(i).check(checks, "/merged/" + i);
        }
        rules().check(checks);
        checks.complete();
    }
}
