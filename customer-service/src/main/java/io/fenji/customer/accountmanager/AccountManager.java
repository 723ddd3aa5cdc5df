package io.fenji.customer.accountmanager;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// An account manager.
///
/// @param name as customers have it in `accountManager`
/// @param manager to whom the person reports
/// @param customers how many customers the person looks after
@RegisterForReflection
public record AccountManager(
        String name,
        @Nullable String manager,
        @Nullable String region,
        long customers,
        @JsonIgnore long version) {}
