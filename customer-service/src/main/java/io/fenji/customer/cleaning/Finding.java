package io.fenji.customer.cleaning;

import io.fenji.customer.mapping.Field;
import org.jspecify.annotations.Nullable;

/// What a rule found in a value.
///
/// @param repaired null where the value stays as it is
public record Finding(
        Field field,
        String rule,
        RuleAction action,
        @Nullable String original,
        @Nullable String repaired) {}
