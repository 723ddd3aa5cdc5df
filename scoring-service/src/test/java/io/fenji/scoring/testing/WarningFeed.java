package io.fenji.scoring.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The feed of warnings as a follower reads it.
public final class WarningFeed {
    // JsonPath compiles a script for each word that it reads; the feed has tens of thousands.
    private static final ObjectMapper JSON = new ObjectMapper();

    private WarningFeed() {}

    /// A customer's events in order, as `opened ORDER_GAP LOW`.
    public static List<String> of(UUID customer) {
        return all().stream()
                .filter(event -> event.path("subject").asText().equals(customer.toString()))
                .map(event -> "%s %s %s"
                        .formatted(
                                event.path("type").asText().replace("io.fenji.warning.", ""),
                                event.at("/data/kind").asText(),
                                event.at("/data/severity").asText()))
                .toList();
    }

    /// Everything, in pages.
    public static List<JsonNode> all() {
        List<JsonNode> events = new ArrayList<>();
        String after = null;
        while (true) {
            List<String> lines = read(after, 700, 0).lines().toList();
            lines.subList(0, lines.size() - 1).forEach(line -> events.add(parsed(line)));
            JsonNode trailer = parsed(lines.getLast());
            assertThat(trailer.path("count").asInt()).isEqualTo(lines.size() - 1);
            after = trailer.path("next").asText();
            if (!trailer.path("more").asBoolean()) {
                return events;
            }
        }
    }

    public static String end() {
        String trailer;
        String after = null;
        do {
            trailer = read(after, 50_000, 0).lines().toList().getLast();
            after = parsed(trailer).path("next").asText();
        } while (parsed(trailer).path("more").asBoolean());
        return after;
    }

    /// One page; large ones are not checked line by line against the contract: that takes minutes.
    public static String read(@Nullable String after, int limit, int wait) {
        var request = (limit > 100 ? RestAssured.given() : Api.given())
                .queryParam("limit", limit)
                .queryParam("wait", wait);
        if (after != null) {
            request.queryParam("after", after);
        }
        return request.get("/v1/warning-changes")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
