package io.fenji.customer.cleaning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value as the rules leave it.
///
/// @param rejection why its row must be refused
public record Cleaned(
        @Nullable String value,
        List<Finding> findings,
        @Nullable Finding rejection) {
    static Cleaned unchanged(@Nullable String value) {
        return new Cleaned(value, List.of(), null);
    }
}
