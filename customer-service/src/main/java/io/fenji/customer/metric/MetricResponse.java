package io.fenji.customer.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fenji.customer.definition.FilterCondition;
import io.fenji.customer.definition.MetricDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A metric as its reader sees it, built-in or not: the same document, as far as one can express it.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record MetricResponse(
        String key,
        @Nullable Map<String, @Nullable String> name,
        @Nullable Map<String, @Nullable String> description,
        @Nullable String group,
        @Nullable String unit,
        BigDecimal step,
        @Nullable Lever lever,
        @Nullable String source,
        @Nullable String aggregate,
        @Nullable String field,
        @Nullable List<@Nullable FilterCondition> filter,
        @Nullable String window,
        boolean builtIn,
        String state,
        @Nullable Long version,
        @Nullable Instant createdAt,
        @Nullable Instant inForceFrom,
        @Nullable Instant retiredAt,
        @Nullable Pending pending) {

    /// A version that is not in force yet.
    @RegisterForReflection
    record Pending(String key, long version, String state, UUID operation) {
        static Pending of(StoredDefinition stored) {
            return new Pending(stored.key(), stored.version(), stored.state().name(), stored.operation());
        }
    }

    static MetricResponse builtIn(Metric metric) {
        @Nullable MetricDocument form = Expressions.of(metric.key()).orElse(null);
        return new MetricResponse(
                metric.key(),
                Map.copyOf(metric.name()),
                Map.copyOf(metric.description()),
                metric.group(),
                metric.unit(),
                Levers.step(metric),
                Levers.of(metric).orElse(null),
                form == null ? null : form.source(),
                form == null ? null : form.aggregate(),
                form == null ? null : form.field(),
                form == null ? null : form.filter(),
                form == null ? metric.window() : form.window(),
                true,
                StoredDefinition.State.IN_FORCE.name(),
                null,
                null,
                null,
                null,
                null);
    }

    /// A version, and the one that is to follow it.
    static MetricResponse of(StoredDefinition stored, @Nullable StoredDefinition pending) {
        MetricDocument document = stored.document();
        return new MetricResponse(
                stored.key(),
                document.name(),
                document.description(),
                document.group(),
                document.unit(),
                Levers.step(document),
                Levers.of(document).orElse(null),
                document.source(),
                document.aggregate(),
                document.field(),
                document.filter(),
                document.window(),
                false,
                stored.state().name(),
                stored.version(),
                stored.createdAt(),
                stored.inForceFrom(),
                stored.retiredAt(),
                pending == null ? null : Pending.of(pending));
    }
}
