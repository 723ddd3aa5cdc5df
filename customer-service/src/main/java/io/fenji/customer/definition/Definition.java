package io.fenji.customer.definition;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A metric's definition, verified.
///
/// @param field null where the aggregate counts rows or days
/// @param days the window's length; 0 for lifetime
public record Definition(
        MetricSource source,
        Aggregate aggregate,
        MetricSource.@Nullable Field field,
        List<FilterCondition> filter,
        int days) {

    static final String LIFETIME = "lifetime";

    /// Of a document that [DefinitionVerifier] found nothing wrong with.
    public static Definition of(MetricDocument document) {
        MetricSource source = required(MetricSource.of(String.valueOf(document.source())));
        String window = String.valueOf(document.window());
        return new Definition(
                source,
                required(Aggregate.of(String.valueOf(document.aggregate()))),
                document.field() == null ? null : required(source.field(document.field())),
                document.filter() == null ? List.of() : List.copyOf(document.filter()),
                window.equals(LIFETIME) ? 0 : Integer.parseInt(window.substring(0, window.length() - 1)));
    }

    /// Whether it counts the days to the business date, and so grows by one each day.
    public boolean isDaily() {
        return aggregate == Aggregate.DAYS_SINCE;
    }

    private static <T> T required(Optional<T> part) {
        return part.orElseThrow(() -> new IllegalStateException("The definition was not verified"));
    }
}
