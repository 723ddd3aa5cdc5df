package io.fenji.customer.activity;

import io.fenji.customer.cleaning.RequestCleaning;
import io.fenji.customer.value.Checks;
import io.fenji.customer.value.CustomerReference;
import io.fenji.customer.value.ExternalKey;
import org.jspecify.annotations.Nullable;

/// A row to write.
public interface ActivityRequest<C> {
    @Nullable
    ExternalKey key();

    CustomerReference customer();

    /// Notes what no annotation can say.
    ///
    /// @param pointer to the request
    void check(Checks checks, String pointer);

    /// The request with its values as the cleaning rules leave them.
    ActivityRequest<C> cleaned(RequestCleaning rules, String pointer);

    /// The content; only of a request that has passed its checks.
    C content();
}
