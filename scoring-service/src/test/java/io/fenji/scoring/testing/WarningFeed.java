package io.fenji.scoring.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The feed of warnings as a follower reads it.
public final class WarningFeed {
    private WarningFeed() {}

    /// A customer's events in order, as `opened ORDER_GAP LOW`.
    public static List<String> of(UUID customer) {
        return all().stream()
                .filter(event -> event.getString("subject").equals(customer.toString()))
                .map(event -> "%s %s %s"
                        .formatted(
                                event.getString("type").replace("io.fenji.warning.", ""),
                                event.getString("data.kind"),
                                event.getString("data.severity")))
                .toList();
    }

    /// Everything, in pages.
    public static List<JsonPath> all() {
        List<JsonPath> events = new ArrayList<>();
        String after = null;
        while (true) {
            List<String> lines = read(after, 700, 0).lines().toList();
            lines.subList(0, lines.size() - 1).forEach(line -> events.add(new JsonPath(line)));
            JsonPath trailer = new JsonPath(lines.getLast());
            assertThat(trailer.getInt("count")).isEqualTo(lines.size() - 1);
            after = trailer.getString("next");
            if (!trailer.getBoolean("more")) {
                return events;
            }
        }
    }

    public static String end() {
        String trailer;
        String after = null;
        do {
            trailer = read(after, 50_000, 0).lines().toList().getLast();
            after = new JsonPath(trailer).getString("next");
        } while (new JsonPath(trailer).getBoolean("more"));
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
}
