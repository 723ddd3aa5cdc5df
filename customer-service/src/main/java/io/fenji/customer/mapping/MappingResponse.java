package io.fenji.customer.mapping;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mapping as its caller sees it.
@RegisterForReflection
record MappingResponse(
        String name,
        boolean builtIn,
        ImportType type,
        @Nullable String description,
        String source,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable String decimalSeparator,
        @Nullable String sheet,
        List<Mapping.Column> columns,
        @Nullable Map<String, String> defaults,
        @Nullable List<String> ignoredColumns,
        @Nullable List<Mapping.SkipRule> skip,
        Mapping.@Nullable MarkRule returns,
        Mapping.@Nullable MarkRule cancellations) {

    static MappingResponse from(StoredMapping stored) {
        Mapping mapping = stored.mapping();
        return new MappingResponse(
                stored.name(),
                stored.builtIn(),
                mapping.type(),
                mapping.description(),
                mapping.source(),
                mapping.encoding(),
                mapping.delimiter(),
                mapping.quote(),
                mapping.decimalSeparator(),
                mapping.sheet(),
                mapping.columns(),
                mapping.defaults(),
                mapping.ignoredColumns(),
                mapping.skip(),
                mapping.returns(),
                mapping.cancellations());
    }
}
