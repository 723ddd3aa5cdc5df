package io.fenji.customer.customer;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which customers a list shows; null filters nothing.
record CustomerFilter(
        List<UUID> ids,
        @Nullable CustomerKind kind,
        @Nullable String source,
        @Nullable String country,
        @Nullable String industry) {}
