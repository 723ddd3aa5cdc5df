package io.fenji.customer.metric;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A named number per customer. Texts are by language tag (`zh-CN`, `en`).
@RegisterForReflection
record Metric(
        String key,
        String group,
        Map<String, String> name,
        String unit,
        @Nullable String window,
        Map<String, String> description) {}
