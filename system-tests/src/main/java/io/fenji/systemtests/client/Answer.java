package io.fenji.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;

/// What a service answered. Whoever expects another answer says so with [#expect].
public record Answer(String request, URI uri, int status, HttpHeaders headers, String text) {

    /// Returns this answer when it has the status.
    ///
    /// @throws IllegalStateException when not, with the request and the begin of the body
    public Answer expect(int expected) {
        if (status != expected) {
            throw new IllegalStateException(
                    request + " answered " + status + " instead of " + expected + ": " + begin());
        }
        return this;
    }

    public JsonNode json() {
        return Json.read(text);
    }

    public String mediaType() {
        String type = headers.firstValue("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip();
    }

    /// The items of an NDJSON body, without its trailer.
    ///
    /// @throws IllegalStateException when the trailer is missing or counts otherwise: the stream was cut
    public List<JsonNode> items() {
        List<JsonNode> lines = text.lines().map(Json::read).toList();
        JsonNode trailer = trailer(lines);
        List<JsonNode> items = lines.subList(0, lines.size() - 1);
        if (trailer.path("count").asInt(-1) != items.size()) {
            throw new IllegalStateException(request + " has " + items.size() + " items, its trailer says " + trailer);
        }
        return items;
    }

    public JsonNode trailer() {
        return trailer(text.lines().map(Json::read).toList());
    }

    public URI location() {
        return uri.resolve(headers.firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(request + " answered no Location: " + begin())));
    }

    private JsonNode trailer(List<JsonNode> lines) {
        if (lines.isEmpty() || !lines.getLast().path("end").asBoolean()) {
            throw new IllegalStateException(request + " was cut: no trailer after " + lines.size() + " lines");
        }
        return lines.getLast();
    }

    private String begin() {
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
