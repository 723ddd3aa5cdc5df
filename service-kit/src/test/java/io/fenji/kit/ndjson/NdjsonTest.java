package io.fenji.kit.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.json.JsonRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonTest {
    private final ObjectMapper mapper = JsonRules.apply(new ObjectMapper());

    @Test
    void readsWhatItWrote() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NdjsonWriter writer = new NdjsonWriter(out, mapper);
        writer.item(Map.of("amount", new BigDecimal("1E+2")));
        writer.item(Map.of("amount", new BigDecimal("0.10")));
        writer.end(Map.of("end", true, "count", writer.count()));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .endsWith("}\n")
                .contains("100")
                .hasLineCount(3);
        List<JsonNode> items = new ArrayList<>();
        JsonNode trailer = NdjsonReader.read(new ByteArrayInputStream(out.toByteArray()), mapper, items::add);
        assertThat(items).hasSize(2);
        assertThat(items.getLast().get("amount").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(trailer.get("count").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"a\":1}\n",
                "{\"a\":1}\n{\"a\":",
                "{\"a\":1}\n{\"end\":true,\"count\":2}\n",
                "{\"a\":1}\n{\"end\":true}\n",
                "<html>"
            })
    void noticesAStreamThatIsNotWhole(String stream) {
        assertThatThrownBy(() -> NdjsonReader.read(
                        new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), mapper, item -> {}))
                .isInstanceOf(CutStreamException.class);
    }
}
