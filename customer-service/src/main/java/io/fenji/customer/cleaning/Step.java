package io.fenji.customer.cleaning;

import org.jspecify.annotations.Nullable;

/// One rule's look at a value.
interface Step {
    /// What the value should be, the value itself where the rule finds nothing; null for a value that cannot be mended.
    @Nullable
    String mend(String value);
}
