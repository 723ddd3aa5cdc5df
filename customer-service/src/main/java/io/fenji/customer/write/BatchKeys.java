package io.fenji.customer.write;

import io.fenji.customer.value.Checks;
import io.fenji.customer.value.ExternalKey;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of a batch: each item has one, and no other item has it.
public final class BatchKeys {
    private final Set<ExternalKey> seen = new HashSet<>();

    /// Takes the next item's key.
    ///
    /// @param pointer of the item
    public void take(Checks checks, String pointer, @Nullable ExternalKey key) {
        if (key == null) {
            checks.add(pointer + "/key", "REQUIRED", "must be given");
        } else {
            checks.require(seen.add(key), pointer + "/key", "DUPLICATE_KEY", "stands in the batch before");
        }
    }
}
