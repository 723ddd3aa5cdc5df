package io.fenji.scoring.metric;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.engine.language.Term;
import io.fenji.engine.language.Terms;
import io.fenji.engine.number.Fixed;
import io.fenji.scoring.value.ModelMetric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A metric as customer-service's catalogue describes it.
///
/// @param name by language tag; empty when it has none
/// @param unit empty when it is not said
/// @param window such as `365d` or `lifetime`; null for none
/// @param builtIn whether it ships with customer-service; the names of those say their windows
/// @param step the smallest change; null when it is not said
/// @param lever how somebody can move it; null when nobody can
public record CatalogueMetric(
        String key,
        Map<String, String> name,
        String unit,
        @Nullable String window,
        boolean builtIn,
        @Nullable BigDecimal step,
        @Nullable Lever lever) {

    /// How a metric can be moved, in customer-service's words.
    public record Lever(
            String key,
            String moves,
            List<String> directions,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            @Nullable BigDecimal start) {}

    static Optional<CatalogueMetric> of(JsonNode item) {
        if (!item.path("key").isTextual()) {
            return Optional.empty();
        }
        Map<String, String> name = new TreeMap<>();
        item.path("name")
                .properties()
                .forEach(text -> name.put(text.getKey(), text.getValue().asText()));
        JsonNode lever = item.path("lever");
        return Optional.of(new CatalogueMetric(
                item.path("key").textValue(),
                name,
                item.path("unit").asText(),
                item.path("window").isTextual()
                        ? Term.windowOf(item.path("window").textValue())
                        : null,
                item.path("builtIn").asBoolean(),
                number(item.path("step")),
                lever.path("key").isTextual() ? lever(lever) : null));
    }

    static CatalogueMetric of(ModelMetric metric) {
        return new CatalogueMetric(
                metric.key(), metric.names(), metric.unit(), metric.window(), true, metric.step(), null);
    }

    /// What the metrics are called.
    public static Terms terms(Map<String, CatalogueMetric> metrics) {
        Map<String, Term> terms = new TreeMap<>();
        metrics.forEach((key, metric) -> terms.put(key, metric.term()));
        return new Terms(terms);
    }

    private Term term() {
        return new Term(name, unit, window == null ? Term.windowOf(key) : window, builtIn || name.isEmpty());
    }

    private static Lever lever(JsonNode lever) {
        List<String> directions = new ArrayList<>();
        lever.path("directions").forEach(direction -> directions.add(direction.asText()));
        return new Lever(
                lever.path("key").textValue(),
                lever.path("moves").asText(),
                directions,
                number(lever.path("least")),
                number(lever.path("most")),
                number(lever.path("start")));
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        return value.isNumber() && Fixed.fits(value.decimalValue()) ? value.decimalValue() : null;
    }
}
