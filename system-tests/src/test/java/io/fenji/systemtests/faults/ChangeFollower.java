package io.fenji.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.systemtests.client.Answer;
import io.fenji.systemtests.client.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Follows the feed of tier changes as a client has to: it goes on from the last cursor that it has, whichever instance
/// answers, after pages that were refused or cut too.
final class ChangeFollower {
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

    /// What an event says.
    record Change(String id, String customer, String scheme, int version, String from, String to, String run) {
        static Change of(JsonNode event) {
            JsonNode data = event.path("data");
            return new Change(
                    event.path("id").asText(),
                    event.path("subject").asText(),
                    data.path("scheme").asText(),
                    data.path("version").asInt(),
                    data.path("from").asText(),
                    data.path("to").asText(),
                    data.path("runId").asText());
        }
    }

    private final List<Api> instances;
    private final int longestPage;
    private final Random random;
    private final List<Change> changes = new ArrayList<>();
    private String after = "";
    private int failures;

    ChangeFollower(List<Api> instances, int longestPage, long seed) {
        this.instances = instances;
        this.longestPage = longestPage;
        this.random = new Random(seed);
    }

    /// Takes a page from any of the instances, if that one answers.
    ///
    /// @return false when the feed has no more
    boolean step() {
        Api instance = instances.get(random.nextInt(instances.size()));
        try {
            Answer page = instance.get(
                    "/v1/tier-changes?wait=1&limit=%d%s".formatted(1 + random.nextInt(longestPage), after));
            if (page.status() == 503) {
                failures++;
                BrittleSuite.pause(PAUSE_AFTER_FAILURE);
                return true;
            }
            page.expect(200);
            List<JsonNode> items = page.items();
            items.forEach(event -> changes.add(Change.of(event)));
            after = "&after=" + page.trailer().path("next").asText();
            return !items.isEmpty() || page.trailer().path("more").asBoolean();
        } catch (UncheckedIOException killed) {
            failures++;
            BrittleSuite.pause(PAUSE_AFTER_FAILURE);
            return true;
        }
    }

    List<Change> changes() {
        return changes;
    }

    int failures() {
        return failures;
    }
}
