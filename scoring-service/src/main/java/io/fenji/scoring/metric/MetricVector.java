package io.fenji.scoring.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.engine.number.Fixed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One line of the metric feed: a customer as it stands now, or gone.
///
/// @param erased whether it is gone because nothing may be kept of it
/// @param metrics in units of 0.0001; what cannot be held is left out, as absent
/// @param attributes a JSON object of strings
public record MetricVector(
        UUID customerId,
        boolean deleted,
        boolean erased,
        List<ExternalKey> keys,
        Map<String, Long> metrics,
        String attributes,
        LocalDate businessDate,
        Instant computedAt) {

    /// @throws IllegalArgumentException when the line lacks what every line has
    static MetricVector of(JsonNode line) {
        try {
            return new MetricVector(
                    UUID.fromString(required(line, "customerId")),
                    line.path("deleted").asBoolean(false),
                    line.path("deleted").asBoolean(false)
                            && line.path("reason").asText().equals("ERASED"),
                    keys(line.path("keys")),
                    metrics(line.path("metrics")),
                    attributes(line.path("attributes")),
                    LocalDate.parse(required(line, "businessDate")),
                    Instant.parse(required(line, "computedAt")));
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(notATime);
        }
    }

    private static String required(JsonNode line, String property) {
        JsonNode value = line.path(property);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no " + property);
        }
        return value.textValue();
    }

    private static List<ExternalKey> keys(JsonNode items) {
        List<ExternalKey> keys = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            if (storable(item.path("source")) && storable(item.path("key"))) {
                keys.add(new ExternalKey(
                        item.path("source").textValue(), item.path("key").textValue()));
            }
        }
        return keys;
    }

    static Map<String, Long> metrics(JsonNode values) {
        Map<String, Long> metrics = HashMap.newHashMap(values.size());
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            if (value.getValue().isNumber() && Fixed.fits(value.getValue().decimalValue())) {
                metrics.put(value.getKey(), Fixed.of(value.getValue().decimalValue()));
            }
        }
        return metrics;
    }

    private static String attributes(JsonNode values) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            if (storable(value.getValue())) {
                attributes.set(value.getKey(), value.getValue());
            }
        }
        return attributes.toString();
    }

    private static boolean storable(JsonNode text) {
        return text.isTextual() && text.textValue().indexOf('\u0000') < 0;
    }
}
