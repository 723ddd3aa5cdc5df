package io.fenji.kit.ndjson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Reads a bulk answer line by line with flat memory.
public final class NdjsonReader {
    private NdjsonReader() {}

    /// Reads a whole answer.
    ///
    /// @param items gets every line but the last
    /// @return the trailer
    /// @throws CutStreamException when the stream ends without a trailer whose `count` fits, or is not JSON;
    /// what the consumer has done by then must be undone
    public static JsonNode read(InputStream in, ObjectMapper mapper, Consumer<JsonNode> items) {
        ObjectReader reader = mapper.readerFor(JsonNode.class)
                .without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        long count = 0;
        try (MappingIterator<JsonNode> lines = reader.readValues(in)) {
            while (lines.hasNextValue()) {
                JsonNode line = lines.nextValue();
                if (line.path("end").asBoolean(false)) {
                    if (line.path("count").asLong(-1) != count) {
                        throw new CutStreamException("%d items came, the trailer says %s"
                                .formatted(count, line.path("count").asText()));
                    }
                    return line;
                }
                items.accept(line);
                count++;
            }
        } catch (IOException failure) {
            throw new CutStreamException("the stream broke after %d items: %s".formatted(count, failure.getMessage()));
        }
        throw new CutStreamException("the stream ended after %d items without its trailer".formatted(count));
    }
}
