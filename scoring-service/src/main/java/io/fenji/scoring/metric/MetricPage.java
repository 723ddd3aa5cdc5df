package io.fenji.scoring.metric;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.ndjson.CutStreamException;
import io.fenji.kit.ndjson.NdjsonReader;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A page of the metric feed, complete: one vector a customer, and where to go on.
///
/// @param businessDate the date that customer-service's base stands at, null when it did not say
/// @param daily the metrics that count days
public record MetricPage(
        Collection<MetricVector> vectors,
        String next,
        boolean more,
        @Nullable LocalDate businessDate,
        List<String> daily) {
    private static final Logger LOG = Logger.getLogger(MetricPage.class);
    private static final ObjectMapper LENIENT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /// Lines that lack what every line has are skipped and logged: a feed that one bad line could stop would be worse.
    ///
    /// @throws CutStreamException when the stream was cut: nothing of it may be used
    public static MetricPage read(InputStream in) {
        Map<UUID, MetricVector> vectors = new LinkedHashMap<>();
        JsonNode trailer = NdjsonReader.read(in, LENIENT, line -> {
            try {
                MetricVector vector = MetricVector.of(line);
                vectors.put(vector.customerId(), vector);
            } catch (IllegalArgumentException bad) {
                LOG.errorf(
                        "A line of the metric feed is skipped (customer %s): %s",
                        line.path("customerId").asText("unknown"), bad.getMessage());
            }
        });
        if (!trailer.path("next").isTextual()) {
            throw new CutStreamException("the trailer has no next");
        }
        return new MetricPage(
                vectors.values(),
                trailer.path("next").textValue(),
                trailer.path("more").asBoolean(false),
                date(trailer.path("businessDate")),
                texts(trailer.path("dailyMetrics")));
    }

    private static List<String> texts(JsonNode items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static @Nullable LocalDate date(JsonNode value) {
        try {
            return value.isTextual() ? LocalDate.parse(value.textValue()) : null;
        } catch (DateTimeParseException notADate) {
            throw new CutStreamException("the trailer's businessDate is no date: " + notADate.getMessage());
        }
    }
}
