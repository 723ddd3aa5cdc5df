package io.fenji.scoring.warning.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.kit.operation.OperationStore;
import io.fenji.kit.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.UUID;

/// The operation that puts the rules in force and looks at everyone by them.
@ApplicationScoped
public class WarningEvaluation {
    public static final String KIND = "warning-evaluation";

    private final OperationStore operations;
    private final ObjectMapper json;

    WarningEvaluation(OperationStore operations, ObjectMapper json) {
        this.operations = operations;
        this.json = json;
    }

    /// Whether it is asked to estimate anew who is valuable.
    public static boolean calibrates(JsonNode request) {
        return request.path("calibrate").asBoolean();
    }

    /// Queues it.
    ///
    /// @return the operation's id
    public UUID submit(Connection connection, boolean calibrate) {
        UUID id = operations.submit(connection, KIND, json.createObjectNode().put("calibrate", calibrate));
        Sql.update(connection, "update warning_rules set operation_id = ?", id);
        return id;
    }
}
