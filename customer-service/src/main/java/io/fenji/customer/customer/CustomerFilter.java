package io.fenji.customer.customer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which customers a list shows; null filters nothing.
///
/// @param key the customer's own, in whichever source system
/// @param region of the account manager
/// @param manager to whom the account manager reports
/// @param namePrefix what names begin with
/// @param contact a contact value in any spelling
record CustomerFilter(
        List<UUID> ids,
        @Nullable CustomerKind kind,
        @Nullable String source,
        @Nullable String key,
        @Nullable String country,
        @Nullable String province,
        @Nullable String city,
        @Nullable String industry,
        @Nullable String size,
        @Nullable String channel,
        @Nullable String accountManager,
        @Nullable String manager,
        @Nullable String region,
        @Nullable RiskAppetite riskAppetite,
        @Nullable String namePrefix,
        @Nullable String contact,
        @Nullable Instant updatedSince) {}
