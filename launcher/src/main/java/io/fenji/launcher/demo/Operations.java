package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.console.Messages;
import io.fenji.launcher.console.Phase;
import java.net.URI;
import java.time.Duration;

/// Waits for long work: imports, refreshes, runs and reports all have `state`, `progress` and `problem`.
final class Operations {
    private final Messages messages;
    private final Duration pause;

    /// Waits with so long a pause.
    ///
    /// @param pause between two looks
    Operations(Messages messages, Duration pause) {
        this.messages = messages;
        this.pause = pause;
    }

    /// The finished resource.
    ///
    /// @throws Failure with the problem if it failed or was cancelled
    JsonNode await(Api api, URI address, Phase phase) {
        JsonNode resource = awaitEnd(api, address, phase);
        String state = state(resource);
        if (!state.equals("SUCCEEDED")) {
            JsonNode problem = resource.path("problem");
            throw new Failure(
                    "operation.failed",
                    phase.label(),
                    state,
                    address,
                    problem.isMissingNode() ? "" : Problems.text(problem));
        }
        return resource;
    }

    JsonNode awaitEnd(Api api, URI address, Phase phase) {
        JsonNode resource = api.get(address);
        while (isRunning(resource)) {
            JsonNode progress = resource.path("progress");
            String doing = progress.path("phase").asText("");
            String words = doing.isEmpty() ? "" : messages.getOr("doing." + doing.replace(' ', '-'), doing);
            phase.progress(
                    words,
                    progress.path("done").asLong(0),
                    progress.path("total").asLong(0));
            sleep();
            resource = api.get(address);
        }
        return resource;
    }

    void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Failure(stopped, "interrupted");
        }
    }

    static String state(JsonNode resource) {
        return resource.path("state").asText("");
    }

    /// States may be added to: only the known final ones end the wait.
    private static boolean isRunning(JsonNode resource) {
        return switch (state(resource)) {
            case "SUCCEEDED", "FAILED", "CANCELLED" -> false;
            default -> true;
        };
    }
}
