package io.fenji.scoring.segment.set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The operation that puts a set in force and sorts everyone anew.
@ApplicationScoped
public class SegmentEvaluation {
    public static final String KIND = "segment-evaluation";

    /// What is asked of it.
    ///
    /// @param set to put in force; there may be no such set any more
    /// @param calibrate whether its scores are estimated anew
    public record Request(String set, boolean calibrate) {
        public static Request of(JsonNode json) {
            return new Request(json.path("set").asText(), json.path("calibrate").asBoolean());
        }
    }

    private final OperationStore operations;
    private final ObjectMapper json;

    SegmentEvaluation(OperationStore operations, ObjectMapper json) {
        this.operations = operations;
        this.json = json;
    }

    /// Queues it.
    ///
    /// @return the operation's id
    public UUID submit(Connection connection, @Nullable String set, boolean calibrate) {
        return operations.submit(
                connection, KIND, json.createObjectNode().put("set", set).put("calibrate", calibrate));
    }
}
