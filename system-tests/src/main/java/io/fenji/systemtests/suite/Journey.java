package io.fenji.systemtests.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The steps from a file to a report, each through the public API, each waited for.
public record Journey(Api customers, Api scoring, Api reports) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    public static Journey through(FreshSuite suite) {
        return new Journey(suite.customers(), suite.scoring(), suite.reports());
    }

    /// Imports a file, and gives the import as it stands at its end; it succeeded.
    ///
    /// @param type `customers`, `products`, `orders`, `interactions` or `feedback`
    public JsonNode importFile(String type, String mapping, Path file) {
        String path = "/v1/imports?type=%s&mapping=%s&filename=%s".formatted(type, mapping, file.getFileName());
        return customers.succeeded(customers.upload(path, file), LIMIT);
    }

    /// Recomputes the whole base as of the date.
    public void refreshMetrics(LocalDate businessDate) {
        customers.succeeded(
                customers.post("/v1/metric-refreshes", "{\"businessDate\":\"" + businessDate + "\"}"), LIMIT);
    }

    /// Makes the preset the active version 1 of the scheme of its key.
    public void activatePreset(String key) {
        activate(scoring.json("/v1/presets/" + key).path("scheme"));
    }

    public void activate(JsonNode scheme) {
        Answer created = scoring.post("/v1/schemes", scheme.toString()).expect(201);
        scoring.post(created.location().getRawPath() + ":activate").expect(200);
    }

    /// Runs the scheme, and gives the run as it stands at its end; it succeeded.
    public JsonNode run(String scheme, boolean calibrate) {
        String request = "{\"scheme\":\"%s\",\"calibrate\":%b}".formatted(scheme, calibrate);
        return scoring.succeeded(scoring.post("/v1/tier-runs", request), LIMIT);
    }

    /// Has a report made, and gives its resource when it is finished.
    ///
    /// @param language `zh-CN` or `en`
    public JsonNode report(String scheme, String language) {
        String request = "{\"scheme\":\"%s\",\"language\":\"%s\"}".formatted(scheme, language);
        return reports.succeeded(reports.post("/v1/reports", request), LIMIT);
    }

    /// The whole metric feed from its beginning: the latest vector of each customer.
    public List<JsonNode> vectors() {
        return follow(customers, "/v1/metric-feed", "");
    }

    /// Everyone in some tier of the scheme.
    public static List<JsonNode> export(Api scoring, String scheme) {
        return scoring.get("/v1/tier-exports?scheme=" + scheme, "Accept", "application/x-ndjson")
                .expect(200)
                .items();
    }

    /// All items of a feed after the cursor (empty: from its beginning), until there are no more.
    public static List<JsonNode> follow(Api api, String path, String after) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = after;
        while (true) {
            Answer answer = api.get(path + "?limit=20000" + (cursor.isEmpty() ? "" : "&after=" + cursor))
                    .expect(200);
            items.addAll(answer.items());
            JsonNode trailer = answer.trailer();
            if (!trailer.path("more").asBoolean()) {
                return items;
            }
            cursor = trailer.path("next").asText();
        }
    }

    /// Where a feed ends now.
    public static String endOf(Api api, String path) {
        String cursor = "";
        while (true) {
            JsonNode trailer = api.get(path + "?limit=20000" + (cursor.isEmpty() ? "" : "&after=" + cursor))
                    .expect(200)
                    .trailer();
            cursor = trailer.path("next").asText();
            if (!trailer.path("more").asBoolean()) {
                return cursor;
            }
        }
    }
}
